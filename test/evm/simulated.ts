// A made chain with the contracts of Simulated.sol on it, and orders to try there.

import { abiAddress, abiCall, abiWord } from "../../src/base/abi.ts";
import type { Hex } from "../../src/base/bytes.ts";
import {
	type FunctionSignature,
	selectorOf,
} from "../../src/crypto/selector.ts";
import type { Simulation, SimulationBounds } from "../../src/evm/simulate.ts";
import { simulate, simulationBounds } from "../../src/evm/simulate.ts";
import {
	likelyRange,
	type RangeOptions,
	type SimulatedTransaction,
} from "../../src/evm/simulate-request.ts";
import { mappingSlot, wordHex } from "../../src/state/storage-layout.ts";
import { mineChain, type Node, type World } from "../state/chain.ts";
import { codeIn } from "./tokens.ts";
import { type Proofs, proofsOf } from "./world.ts";

const numbered = (n: number): Hex =>
	`0x${n.toString(16).padStart(2, "0").repeat(20)}`;

export const me = numbered(0xbb);
export const friend = numbered(0xcc);
export const spender = numbered(0xdd);

const names = [
	"Coin",
	"Liar",
	"Silent",
	"Taxed",
	"Mute",
	"Collection",
	"Multi",
	"Purse",
	"Robber",
	"Reasons",
	"Chaos",
	"Decoy",
] as const;
type ContractName = (typeof names)[number];

/** Where each of them stands. */
export const place = (name: ContractName): Hex =>
	numbered(0x40 + names.indexOf(name));
/** The second of its kind. */
export const otherChaos = numbered(0x60);

export const codeOf = (name: string): Hex => codeIn("Simulated.sol", name);

const balanceSlot = (owner: Hex, at = 0): Hex =>
	mappingSlot(wordHex(owner), at);
const allowanceSlot = (owner: Hex, by: Hex, at = 1): Hex =>
	mappingSlot(wordHex(by), BigInt(mappingSlot(wordHex(owner), at)));

export const ether = 10n ** 18n;

export const madeWorld = (): World => {
	const world: World = {
		[me]: { nonce: 7, balance: ether },
		[friend]: { nonce: 1, balance: 5n },
	};
	for (const name of names)
		world[place(name)] = { nonce: 1, code: codeOf(name) };
	for (const name of ["Coin", "Liar", "Silent", "Taxed", "Decoy"] as const)
		world[place(name)] = {
			...world[place(name)],
			storage: {
				[balanceSlot(me)]: 1_000n,
				[allowanceSlot(friend, me)]: 50n,
				[balanceSlot(friend)]: 30n,
			},
		};
	world[place("Multi")] = {
		...world[place("Multi")],
		storage: {
			[mappingSlot(wordHex(7n), BigInt(balanceSlot(me)))]: 70n,
			[mappingSlot(wordHex(8n), BigInt(balanceSlot(me)))]: 80n,
		},
	};
	world[place("Purse")] = { ...world[place("Purse")], balance: 100n };
	const coin = world[place("Coin")];
	for (const chaos of [place("Chaos"), otherChaos]) {
		world[chaos] = { nonce: 1, code: codeOf("Chaos"), balance: 10_000n };
		if (coin?.storage !== undefined) coin.storage[balanceSlot(chaos)] = 500n;
	}
	return world;
};

export type SimulationStage = {
	readonly node: Node;
	readonly proofs: Proofs;
};

export const stageOf = (
	world: World = madeWorld(),
	change: Partial<Parameters<typeof proofsOf>[0]> = {},
): SimulationStage => {
	const node: Node = { blocks: mineChain(4, world), window: 1_000, asked: [] };
	const proofs = proofsOf({
		nodes: [node],
		signed: () => {
			const head = node.blocks.at(-1);
			if (head === undefined) throw new Error("no head");
			return head;
		},
		...change,
	});
	return { node, proofs };
};

export const callData = (
	signature: FunctionSignature,
	...args: readonly (Hex | bigint | number | boolean)[]
): Hex =>
	abiCall(
		selectorOf(signature),
		...args.map((one) =>
			typeof one === "string"
				? abiAddress(one)
				: abiWord(typeof one === "boolean" ? Number(one) : one),
		),
	);

export const orderOf = (
	change: Partial<SimulatedTransaction> & { readonly to: Hex | null },
): SimulatedTransaction => ({
	from: me,
	valueWei: 0n,
	data: "0x",
	gas: 500_000n,
	gasPriceWei: 20n,
	tipWei: 1n,
	nonce: 7n,
	accessList: [],
	delegations: [],
	...change,
});

export const usualRange: RangeOptions = {
	slotS: 12,
	withinS: 600,
	mostFeeWei: 20n,
};

export const tried = async (
	change: Parameters<typeof orderOf>[0],
	stage: SimulationStage = stageOf(),
	bounds: Partial<SimulationBounds> = {},
	range: Partial<RangeOptions> = {},
	signal?: AbortSignal,
): Promise<Simulation> =>
	(
		await simulate(
			stage.proofs,
			orderOf(change),
			(block) => likelyRange(block, { ...usualRange, ...range }),
			signal,
			{ ...simulationBounds, ...bounds },
		)
	).value;
