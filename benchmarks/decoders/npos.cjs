// Parses a file of ESC/POS so many times; prints the seconds it took. usage: node npos.cjs FILE TIMES
const fs = require('node:fs');
const npos = require('npos');

(async () => {
    const bytes = fs.readFileSync(process.argv[2]);
    const parser = npos.parser();
    for (let warm = 0; warm < 20; warm++) await parser.parse(bytes);
    const start = process.hrtime.bigint();
    for (let n = Number(process.argv[3]); n > 0; n--) await parser.parse(bytes);
    console.log(Number(process.hrtime.bigint() - start) / 1e9);
})();
