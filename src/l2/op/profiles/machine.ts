// What runs the code of chains of the OP Stack: Ethereum's machine, but for a few addresses and one instruction.

import type { Hex } from "../../../base/bytes.ts";

const precompile = (byte: string): Hex => `0x${byte.padStart(40, "0")}`;

/** These take shorter inputs there than on Ethereum: the pairing of BN254, and what sums or pairs many points of BLS12-381. */
const shorter = ["8", "c", "e", "f"].map(precompile);
/** BLOBBASEFEE: a layer's blocks have no blobs, and what its header says in that place is something else since Jovian. */
const blobBaseFee = 0x4a;

/**
 * Karst brought the rules of Osaka. Source: ethereum-optimism/optimism, release op-node/v1.19.1, which names the chains: op, ink, zora,
 * mode, soneium and unichain among them; docs.giwa.io, "Upgrade 19 Karst hardfork", for what it changed. What is older is not run.
 */
export const karstMachine = {
	forks: [{ name: "osaka", fromS: 1_783_526_401 }],
	strange: shorter,
	unlike: [blobBaseFee],
} as const;

/**
 * Base has them since its own upgrade Azul (docs.base.org, upgrades/azul), and since Beryl tokens and registries that its nodes compute
 * without any code of the machine's (docs.base.org, specifications/b20/architecture; base/base-std, src/StdPrecompiles.sol). Those of
 * EIP-8130 are announced for what comes next (base/base-std#148). All of them are known by how their addresses begin.
 */
export const baseMachine = {
	forks: [{ name: "osaka", fromS: 1_779_991_200 }],
	strange: shorter,
	strangePrefixes: [
		"0xb200000000000000",
		"0xb20f000000000000",
		"0x8453000000000000",
		"0x8130000000000000",
	],
	unlike: [blobBaseFee],
} as const;

/**
 * Where it is not known whether a chain has Osaka yet: what Prague and Osaka have in common, since Isthmus. MODEXP and P256VERIFY have
 * another price in each, and CLZ is an instruction of Osaka alone: all three are left out. Source: EIP-7883, EIP-7951, EIP-7939; OP Stack specs, Isthmus.
 */
export const isthmusMachine = {
	forks: [{ name: "osaka", fromS: 1_746_806_401 }],
	strange: [...shorter, ...["5", "100"].map(precompile)],
	unlike: [blobBaseFee, 0x1e],
} as const;
