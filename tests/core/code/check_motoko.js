// Has the real Motoko compiler compile programs: `node check_motoko.js FOLDER FILE…`, where FOLDER holds the npm package
// `motoko`, which brings the package `core` along. Only a module of Wasm proves a program: the type check alone lets
// pass what does not compile. A program that has compiled is not compiled again. Exits with 1 when one does not compile.
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');

const [folder, ...files] = process.argv.slice(2);
const load = (name) => require(path.resolve(folder, 'node_modules', name));
const loaded = load('motoko');
const compiler = loaded.default ?? loaded;
compiler.loadPackage(load('motoko/packages/latest/core.json'));

const kError = 1;
const kWasmMagic = '\0asm';

// What is wrong with a program, line by line; empty when it compiles.
function errorsIn(text) {
  compiler.write('main.mo', text);
  try {
    const { wasm } = compiler.wasm('main.mo', 'ic');
    const magic = String.fromCharCode(...wasm.slice(0, kWasmMagic.length));
    return magic === kWasmMagic ? [] : ['the compiler gave no module of Wasm'];
  } catch (error) {
    const found = compiler.check('main.mo').filter(({ severity }) => severity === kError);
    return found.length === 0
      ? [error.message ?? String(error)]
      : found.map(({ range, code, message }) => `line ${range.start.line + 1}: ${code}: ${message}`);
  }
}

const { version } = load('motoko/package.json');
const known = path.join(folder, 'compiled');
fs.mkdirSync(known, { recursive: true });
let compiled = 0;
let before = 0;
for (const file of files) {
  const text = fs.readFileSync(file, 'utf8');
  const mark = path.join(known, crypto.createHash('sha256').update(`${version}\n${text}`).digest('hex'));
  if (fs.existsSync(mark)) {
    ++before;
    continue;
  }
  const errors = errorsIn(text);
  for (const error of errors) console.error(`${file}: ${error}`);
  if (errors.length > 0) continue;
  ++compiled;
  fs.writeFileSync(mark, '');
}
compiled += before;
const remark = before > 0 ? `, ${before} of them in an earlier run` : '';
console.log(`The Motoko compiler compiled ${compiled} of ${files.length} programs to Wasm${remark}.`);
process.exitCode = files.length > 0 && compiled === files.length ? 0 : 1;
