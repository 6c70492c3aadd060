import { nothing } from "./alone.development.ts";

Object.assign(globalThis, { nothing });
