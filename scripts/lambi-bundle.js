#!/usr/bin/env node
// `npx lambi-bundle` in this repository: builds what is stale, then runs the command in this process.
require('./build-if-stale.js');
require('../dist/src/cli/lambi-bundle.cli.js');
