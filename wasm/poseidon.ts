// The modules of the Poseidon permutations, one an instance. One backend, the one that runs everywhere: nobody waits for
// these.

import { Module } from "./asm/module.ts";
import { emitField } from "./field/backend.ts";
import { emitPoseidonBytes, type Instance } from "./hash/poseidon.ts";

/** What the host may use behind `heap`: a state in, a state out. */
export const poseidonHeapBytes = 4096;

/** Exports poseidon: (out, from) → i32, as emitPoseidonBytes has it. */
export const emitPoseidonModule = (instance: Instance): Module => {
	const m = new Module();
	const field = emitField(m, "scalar", instance.prime);
	emitPoseidonBytes(m, field, "poseidon", instance);
	return m;
};
