#!/usr/bin/env node
// The command as npm installs it: the same beginning as every script here, so that old Nodes get a sentence or the locked runtime.
process.argv.splice(2, 0, 'sightline');
await import('./bootstrap.mjs');
