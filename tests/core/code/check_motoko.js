// Asks the real Motoko compiler about programs: `node check_motoko.js FOLDER FILE…`, where FOLDER holds the npm
// package `motoko`, which brings the package `core` along. Exits with 1 when the compiler finds an error.
const fs = require('fs');
const path = require('path');

const [folder, ...files] = process.argv.slice(2);
const load = (name) => require(path.resolve(folder, 'node_modules', name));
const loaded = load('motoko');
const compiler = loaded.default ?? loaded;
compiler.loadPackage(load('motoko/packages/latest/core.json'));

const kError = 1;
let errors = 0;
for (const file of files) {
  compiler.write('main.mo', fs.readFileSync(file, 'utf8'));
  for (const found of compiler.check('main.mo')) {
    if (found.severity !== kError) continue;
    ++errors;
    console.error(`${file}:${found.range.start.line + 1}: ${found.code}: ${found.message}`);
  }
}
console.log(`The Motoko compiler checked ${files.length} programs and found ${errors} errors.`);
process.exitCode = errors > 0 || files.length === 0 ? 1 : 0;
