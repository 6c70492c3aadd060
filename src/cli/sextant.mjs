#!/usr/bin/env node
// The command itself. It runs the TypeScript beside it through tsx, so that a checkout needs no build step.

import { register } from "tsx/esm/api";

register();
await import("./main.ts");
