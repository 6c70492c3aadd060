// What is used of snarkjs, which has no types of its own.

declare module "snarkjs" {
	type Verify = (
		key: object,
		inputs: readonly string[],
		proof: object,
	) => Promise<boolean>;
	type File = { readonly type: "mem"; readonly data?: Uint8Array };
	export const groth16: { readonly verify: Verify };
	export const plonk: {
		readonly verify: Verify;
		readonly setup: (r1cs: File, powers: File, key: File) => Promise<unknown>;
		readonly prove: (
			key: File,
			witness: File,
		) => Promise<{
			readonly proof: object;
			readonly publicSignals: readonly string[];
		}>;
	};
	export const powersOfTau: {
		readonly newAccumulator: (
			curve: object,
			power: number,
			to: File,
		) => Promise<unknown>;
		readonly contribute: (
			from: File,
			to: File,
			name: string,
			entropy: string,
		) => Promise<unknown>;
		readonly preparePhase2: (from: File, to: File) => Promise<unknown>;
	};
	export const zKey: {
		readonly exportVerificationKey: (key: File) => Promise<object>;
	};
	export const curves: {
		readonly getCurveFromName: (name: string) => Promise<object>;
	};
}
