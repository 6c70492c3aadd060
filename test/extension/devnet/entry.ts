import { kinds } from "./kinds.development.ts";

Object.assign(globalThis, { builtKinds: kinds });
