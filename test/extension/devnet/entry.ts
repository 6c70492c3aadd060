import { kinds } from "./development-kinds.ts";

Object.assign(globalThis, { builtKinds: kinds });
