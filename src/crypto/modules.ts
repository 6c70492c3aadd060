// The WebAssembly modules that a realm may ask for, by the names of their files.

/** The curves that have a module, each in every form. */
export type CurveModule = "bls12-381" | "bn254";
const curves: readonly CurveModule[] = ["bls12-381", "bn254"];

/** How a module multiplies: what the processor and the browser must have for it differs. */
export type Form = "fma" | "wide" | "extmul" | "scalar";
const forms: readonly Form[] = ["fma", "wide", "extmul", "scalar"];

export const curveFile = (curve: CurveModule, form: Form): string =>
	`${curve}.${form}.wasm`;

export const hashFile = "hashes.wasm";

const fileOf = (form: Form): readonly string[] =>
	curves.map((curve) => curveFile(curve, form));

/** All of them, and no other module is asked for. */
export const moduleFiles: readonly string[] = [
	...forms.flatMap(fileOf),
	hashFile,
];

/**
 * These would ship and never run. Wide arithmetic is behind a flag in browsers still. Without SIMD is no browser that the manifest
 * takes, on no processor of the last fifteen years; on an older one noble does the work, as wherever nothing else can.
 */
const unshipped = [...fileOf("wide"), ...fileOf("scalar")];

/** Those that the extension holds. */
export const shippedModules: readonly string[] = moduleFiles.filter(
	(name) => !unshipped.includes(name),
);
