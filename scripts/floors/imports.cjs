// Every import as it stands, for what looks at all of them together.
const { options } = require("./definitions.cjs");

module.exports = { options };
