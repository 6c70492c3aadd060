// A call of a contract as an order: simulated on proved state, what it rests on read by proof at one block, its gas counted.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { type Holding, mostHoldings } from "../evidence/call-order.ts";
import {
	createdAddress,
	type ListedAccess,
} from "../evidence/foreign-transaction.ts";
import { orderPolicy } from "../evidence/l1-order.ts";
import { actingBy } from "../evidence/safe-tx.ts";
import { tokenPlaceKey } from "../evidence/token-place.ts";
import { decodeSigned } from "../evidence/transaction.ts";
import type { L1Network } from "../l1/network.ts";
import type { Foretold } from "../protocol/foretold.ts";
import type { CallFacts } from "../receipt/call-rule.ts";
import { readSafeOrder } from "../receipt/safe-rule.ts";
import { emptyCodeHash } from "../state/account.ts";
import type { WantedAccount } from "../state/capture.ts";
import type { SafeState } from "../state/safe.ts";
import type { Header } from "../state/values.ts";
import type { Verified } from "../trust/verified.ts";
import { type ComposedCall, composeCall } from "../wallet/call-order.ts";
import type { FeeBounds } from "../wallet/order.ts";
import type { CallAsked } from "../wallet/order-context.ts";
import { checkNonceFree, type OlderType } from "../wallet/place.ts";
import type { Calls } from "./calls.ts";
import { type Reader, readOne } from "./reader.ts";
import {
	proveSafes,
	type SafeAt,
	safesOf,
	safesOfOrder,
	safesWanted,
} from "./safe-pair.ts";

/** What is run to see what an order would do. */
export type SimulateRequest = CallAsked & {
	readonly from: Hex;
	readonly to: Hex;
	readonly valueWei: bigint;
	readonly tipWei: bigint;
	/** What a unit of gas costs at most; missing: what is usual. */
	readonly capWei?: bigint;
	/** The most gas it may take. */
	readonly mostGas: number;
};

export type Simulated = {
	readonly foretold: Foretold;
	/** The gas limit it was run with, with room for what changes until it is mined. */
	readonly gas: bigint;
	/**
	 * Tokens of the account that it may reach, and where their numbers stand. Each that would leave is among them: what is not
	 * named and leaves is refused.
	 */
	readonly holdings: readonly Holding[];
};

/**
 * Runs it on one proved block's state and says what would happen.
 * @throws order-funds, call-reverted, call-failed, vm-unsupported, evm-bounds and what a missing proof fails with
 */
export type Simulate = (asked: SimulateRequest) => Promise<Simulated>;

/** An order's evidence concludes no more than this beside what every call rests on. */
const mostSlots = 56;

/** As many as evidence takes: balances before allowances, and what has no room is said to be unchecked. */
export const fittedHoldings = (
	holdings: readonly Holding[],
): readonly Holding[] => {
	const taken = holdings.slice(0, mostHoldings);
	let left = mostSlots - taken.filter(({ balance }) => balance !== null).length;
	return taken.map((held) => {
		const allowances = held.allowances.slice(0, Math.max(0, left));
		left -= allowances.length;
		return { ...held, allowances };
	});
};

/** Where its numbers of the account stand: the balance, then each allowance. */
export const keysOf = (from: Hex, held: Holding): readonly Hex[] => [
	...(held.balance === null ? [] : [tokenPlaceKey(held.balance, from)]),
	...held.allowances.map(({ spender, place }) =>
		tokenPlaceKey(place, from, spender),
	),
];

/**
 * All it rests on, proved at one block.
 * @param safes the called Safe, where one is, and the other that the order rests on
 * @param holder whose the holdings are: the Safe's, where it acts
 */
export const readCallFacts = async (
	reader: Reader<Header>,
	from: Hex,
	to: Hex,
	holdings: readonly Holding[],
	safes: readonly SafeAt[] = [],
	holder: Hex = from,
): Promise<CallFacts> => {
	const keys = new Map<Hex, readonly Hex[]>(
		holdings.map((held) => [held.token, keysOf(holder, held)]),
	);
	const ofSafes = safesWanted(safes);
	const apart = [from, to, ...ofSafes.map(({ address }) => address)];
	const tokens = [...keys.keys()].filter((token) => !apart.includes(token));
	const wanted: readonly WantedAccount[] = [
		{ address: from, slots: [] },
		...(ofSafes.length === 0
			? [{ address: to, slots: [...(keys.get(to) ?? [])], code: true }]
			: ofSafes),
		...tokens.map((address) => ({
			address,
			slots: [...(keys.get(address) ?? [])],
		})),
	];
	const { basis, reads } = await reader.read(wanted, "latest");
	const [sender, contract] = reads;
	if (sender === undefined || contract === undefined)
		throw new Fault("internal", "two accounts were asked for");
	const byToken = new Map(
		reads.slice(1).map((read) => [read.account.value.address, read.slots]),
	);
	return {
		sender: sender.account,
		contract: contract.account,
		header: basis,
		// there is none to prove
		code:
			contract.account.value.codeHash === emptyCodeHash ? null : contract.code,
		...named(safesOf(reads.slice(1), safes)),
		slots: holdings.flatMap(({ token }) => byToken.get(token) ?? []),
	};
};

const named = ([safe, linked]: readonly Verified<SafeState>[]): Pick<
	CallFacts,
	"safe" | "linked"
> => ({
	...(safe === undefined ? {} : { safe }),
	...(linked === undefined ? {} : { linked }),
});

/**
 * What the call would do. One that fails may need what an order before it does, such as an allowance: while that one is in no
 * block that is proved, nobody can say, and once it is, the call is tried again.
 * @throws order-behind where an own order before it is still to be carried out, order-foretold where it fails all the same
 */
export const foretell = async (
	reader: Reader,
	simulate: () => Promise<Simulated>,
	from: Hex,
	before: readonly Hex[],
): Promise<Simulated> => {
	const tried = await simulate().catch(failed);
	if (!(tried instanceof Fault)) return tried;
	if (before.length === 0) throw tried;
	const { account } = await readOne(
		reader,
		{ address: from, slots: [] },
		"latest",
	);
	const isBehind = before.some(
		(raw) => decodeSigned(raw).transaction.nonce >= account.value.nonce,
	);
	if (isBehind) throw new Fault("order-behind", tried.detail);
	const again = await simulate().catch(failed);
	if (again instanceof Fault) throw again;
	return again;
};

/** @throws what is no answer of the code itself */
const failed = (thrown: unknown): Fault => {
	if (
		thrown instanceof Fault &&
		(thrown.code === "call-reverted" || thrown.code === "call-failed")
	)
		return new Fault("order-foretold", thrown.detail);
	throw thrown;
};

/**
 * Where what the account creates next will be. It is tried on the state that is proved, so nothing else may be under way.
 * @throws order-nonce
 */
const creationPlace = async (
	reader: Reader<Header>,
	from: Hex,
	outstanding: readonly Hex[],
	replaces: readonly Hex[],
): Promise<Hex> => {
	const { account } = await readOne(
		reader,
		{ address: from, slots: [] },
		"latest",
	);
	const { nonce } = account.value;
	checkNonceFree(nonce, outstanding, replaces);
	return createdAddress(from, BigInt(nonce));
};

/**
 * The order of a call that was simulated on proved state first.
 * @throws order-unforeseen where nothing can be simulated, order-foretold with the contract's own words where it fails,
 * order-funds where it would run and cannot be paid for, order-behind where it may need an earlier one; the refusals of
 * `composeCall`; what a missing proof fails with
 */
export const composeCallOrder = async (
	parts: {
		readonly network: L1Network;
		readonly reader: Reader<Header>;
		readonly simulate: Simulate | null;
		readonly calls: Pick<Calls, "call">;
	},
	asked: {
		readonly id: string;
		readonly origin: string | null;
		readonly from: Hex;
		readonly to: Hex;
		readonly valueWei: bigint;
		readonly call: CallAsked;
		readonly most?: FeeBounds;
		readonly fees?: { readonly capWei: bigint };
		readonly replaces?: readonly Hex[];
		readonly older?: OlderType;
	},
	tipWei: bigint,
	outstanding: () => readonly Hex[],
	nowMs: () => number,
): Promise<ComposedCall> => {
	const { network, reader, simulate } = parts;
	const { id, origin, from, valueWei, call, most } = asked;
	const chosen = asked.fees === undefined ? {} : { capWei: asked.fees.capWei };
	if (simulate === null)
		throw new Fault("order-unforeseen", "nothing is simulated here");
	const { mostCallGas, mostCreationGas } = orderPolicy(network);
	const bound = call.creates === true ? mostCreationGas : mostCallGas;
	const mostGas =
		most?.gas !== null && most?.gas !== undefined && most.gas < bound
			? Number(most.gas)
			: bound;
	const to =
		call.creates === true
			? await creationPlace(reader, from, outstanding(), asked.replaces ?? [])
			: asked.to;
	const safes =
		call.creates === true ? [] : await safesOfOrder(parts, from, to, call);
	if (call.creates !== true) {
		const { chainId } = network;
		const { data, agrees, outer } = call;
		const [safe, linked] = await proveSafes(reader, safes);
		// what no simulation could mend is said before one
		readSafeOrder(
			{
				...{ from, to, valueWei, chainId, data },
				...(agrees === undefined ? {} : { agrees }),
				...(outer === undefined ? {} : { outer }),
			},
			safe,
			linked,
		);
	}
	const simulated = await foretell(
		reader,
		() =>
			simulate({
				...{ ...call, ...chosen },
				...{ from, to, valueWei, tipWei, mostGas },
			}),
		from,
		outstanding(),
	);
	const holdings = fittedHoldings(simulated.holdings);
	const { holder } = actingBy({ from, to, data: call.data });
	const facts = await readCallFacts(reader, from, to, holdings, safes, holder);
	return composeCall({
		...{ id, origin, valueWei, holdings, facts, tipWei },
		...{ ...call, ...chosen },
		foretold: simulated.foretold,
		gasLimit: Math.min(Number(simulated.gas), mostGas),
		outstanding: outstanding(),
		...(most === undefined ? {} : { most }),
		...(asked.replaces === undefined ? {} : { replaces: asked.replaces }),
		...(asked.older === undefined ? {} : { older: asked.older }),
		nowMs: nowMs(),
	});
};

/** What is asked of a contract, where it is the same. */
export const isSameCall = (
	one: CallAsked | undefined,
	other: CallAsked | undefined,
): boolean =>
	one?.data === other?.data &&
	one?.creates === other?.creates &&
	one?.own?.asked === other?.own?.asked &&
	// the data has the hash of it
	(one?.agrees === undefined) === (other?.agrees === undefined) &&
	(one?.outer === undefined) === (other?.outer === undefined) &&
	accessText(one?.accessList) === accessText(other?.accessList);

const accessText = (list: readonly ListedAccess[] = []): string =>
	list
		.map(({ address, storageKeys }) => [address, ...storageKeys].join(" "))
		.join(",");
