import { nothing } from "./development-alone.ts";

Object.assign(globalThis, { nothing });
