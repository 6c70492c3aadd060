// From a person's order to what it would do, on proved state: nothing of its contracts is known yet, and the node is 80 ms away.
// Both ends of the range of time and base fee, and the tokens' own answers before and after.

import { isHex } from "../../../src/base/bytes.ts";
import type { Decoded } from "../../../src/base/decode.ts";
import * as d from "../../../src/base/decode.ts";
import {
	type Digests,
	nobleDigests,
	putDigests,
} from "../../../src/base/digest.ts";
import { Fault } from "../../../src/base/fault.ts";
import { simulate } from "../../../src/evm/simulate.ts";
import { likelyRange } from "../../../src/evm/simulate-request.ts";
import { changeOf } from "../../../src/protocol/foretold.ts";
import { farState } from "../../evm/far.ts";
import { mineChain, type Node, type World } from "../../state/chain.ts";
import type { Contestant, Place, Work } from "../contest.ts";
import { openOurDigests } from "../ours.ts";

const digits = d.text(78);

const orderFile = d.record({
	from: d.address,
	to: d.address,
	nonce: d.int(),
	data: d.hexUpTo(10_000),
	accessList: d.list(
		d.record({ address: d.address, slots: d.list(d.hash, 100) }),
		100,
	),
	/** What the account's assets grow by, in the order they are told. */
	changes: d.list(digits, 10),
});
export const ordersFile = d.record({
	world: d.dictionary(
		d.record({
			nonce: d.int(),
			balance: digits,
			code: d.hexUpTo(100_000),
			storage: d.dictionary(digits, 1_000),
		}),
		1_000,
	),
	transfer: orderFile,
	swap: orderFile,
});
type OrderFile = Decoded<typeof orderFile>;
export type OrdersFile = Decoded<typeof ordersFile>;

const delayMs = 80;

const worldOf = ({ world }: OrdersFile): World =>
	Object.fromEntries(
		Object.entries(world).map(([place, { balance, storage, ...rest }]) => [
			place,
			{
				...rest,
				balance: BigInt(balance),
				storage: Object.fromEntries(
					Object.entries(storage).map(([key, word]) => [key, BigInt(word)]),
				),
			},
		]),
	);

type Way = {
	readonly order: OrderFile;
	/** What the node does to its answers. */
	readonly lie: Node["lie"];
};

/** Another word in the last proved slot of each account that has one. */
const altered: NonNullable<Node["lie"]> = (method, result) => {
	if (method !== "eth_getProof" || typeof result !== "object") return result;
	return JSON.parse(
		JSON.stringify(result).replace(
			/("storageProof":\[.*"value":")0x[0-9a-f]+/,
			"$10x7",
		),
	);
};

type Fixed = { readonly file: OrdersFile };

const simulatorBy = (hashes: Digests, { file }: Fixed) => {
	const blocks = mineChain(2, worldOf(file));
	const given = {
		honest: new Map<string, Uint8Array>(),
		lying: new Map<string, Uint8Array>(),
	};
	return async ({ order, lie }: Way): Promise<boolean> => {
		putDigests(hashes);
		try {
			const { state, warm } = farState({
				blocks,
				accessList: order.accessList,
				given: lie === undefined ? given.honest : given.lying,
				delayMs,
				...(lie === undefined ? {} : { lie }),
			});
			const { from, to, data, nonce } = order;
			await warm();
			const { value } = await simulate(
				state,
				{
					...{ from, to, data },
					nonce: BigInt(nonce),
					valueWei: 0n,
					gas: 500_000n,
					gasPriceWei: 20n,
					tipWei: 1n,
					accessList: [],
					delegations: [],
				},
				(block) =>
					likelyRange(block, { slotS: 12, withinS: 600, mostFeeWei: 20n }),
			);
			const found = value.early.measured.map((one) => `${changeOf(one)}`);
			return (
				value.late.ended === "returned" && found.join() === order.changes.join()
			);
		} catch (thrown) {
			if (thrown instanceof Fault) return false;
			throw thrown;
		} finally {
			putDigests(nobleDigests);
		}
	};
};

const contestants: readonly Contestant<Fixed, Way>[] = [
	{
		name: "sextant",
		backend: "simd",
		open: async (fixed, place) =>
			simulatorBy(await openOurDigests(place), fixed),
	},
];

const workOf = (
	topic: string,
	work: string,
	orderOf: (file: OrdersFile) => OrderFile,
): Work<Fixed, Way> => ({
	work,
	topic,
	perRun: 1,
	inputs: async (place: Place) => {
		const file = ordersFile(
			d.parseJson(new TextDecoder().decode(await place.file("orders"))),
			"orders",
		);
		const order = orderOf(file);
		return {
			fixed: { file },
			valid: { input: { order, lie: undefined }, answer: true },
			flipped: { input: { order, lie: altered }, answer: false },
		};
	},
	contestants,
});

export const simulateTransfer = workOf(
	"simulate",
	`order simulated on proved state, ERC-20 transfer, node ${delayMs} ms away`,
	({ transfer }) => transfer,
);
export const simulateSwap = workOf(
	"simulate.swap",
	`order simulated on proved state, Uniswap v2 swap, node ${delayMs} ms away`,
	({ swap }) => swap,
);

/** For JSON. */
export const worldFile = (world: World): OrdersFile["world"] =>
	Object.fromEntries(
		Object.entries(world)
			.filter(([place]) => isHex(place))
			.map(
				([place, { nonce = 0, balance = 0n, code = "0x", storage = {} }]) => [
					place,
					{
						...{ nonce, code },
						balance: balance.toString(),
						storage: Object.fromEntries(
							Object.entries(storage).map(([key, word]) => [
								key,
								word.toString(),
							]),
						),
					},
				],
			),
	);
