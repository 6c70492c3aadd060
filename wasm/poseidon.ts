// The module of the Poseidon permutations. One backend, the one that runs everywhere: nobody waits for these.

import { Module } from "./asm/module.ts";
import { emitField } from "./field/backend.ts";
import { circom2, emitPoseidonBytes, starknet } from "./hash/poseidon.ts";

/** What the host may use behind `heap`: a state in, a state out. */
export const poseidonHeapBytes = 4096;

/** Exports starknet and circom2, each (out, from) → i32 as emitPoseidonBytes has it. */
export const emitPoseidons = (): Module => {
	const m = new Module();
	for (const [name, instance] of Object.entries({ starknet, circom2 }))
		emitPoseidonBytes(
			m,
			emitField(m, "scalar", instance.prime),
			name,
			instance,
		);
	return m;
};
