// The suites of the curves: the checks that the host asks for, against noble, on random and on crafted inputs.

import type { Backend } from "../../../wasm/field/field.ts";
import type { Suite } from "./suites.ts";

export const curveSuites = (_backend: Backend): readonly Suite[] => [];
