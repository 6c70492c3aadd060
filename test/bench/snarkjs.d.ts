// What is used of snarkjs, which has no types of its own.

declare module "snarkjs" {
	type Verify = (
		key: object,
		inputs: readonly string[],
		proof: object,
	) => Promise<boolean>;
	export const groth16: { readonly verify: Verify };
	export const plonk: { readonly verify: Verify };
}
