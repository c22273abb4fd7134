// Prints the ids of a scenario file's canisters, one a line: `node canisters.js FILE`.
const fs = require('fs');

// Comments go, but not what only looks like one inside a text.
const text = fs.readFileSync(process.argv[2], 'utf8').replace(/"(?:[^"\\]|\\.)*"|\/\/.*|\/\*[^]*?\*\//g, (found) =>
  found.startsWith('"') ? found : '');
for (const canister of JSON.parse(text).canisters) console.log(canister.id);
