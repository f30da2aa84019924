const { resolve } = require("node:path");

// The alias of tsconfig.json, in the words of the cruiser's resolver: it cannot read tsconfig.json without TypeScript 6.
module.exports = { resolve: { alias: { "@": resolve(__dirname, "../..") } } };
