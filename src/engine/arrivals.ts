// What arrived, from proved balances alone: the same account with the same nonce, at two proved blocks, and more at the later one. A
// nonce that moved explains a balance in ways nobody can tell apart, so nothing is said then. A number that a token computes may grow
// by itself, so only numbers that stand in a slot count. What was seen under a head that is not final goes when a reorg takes it.

import { serial } from "../base/async.ts";
import type { Hex } from "../base/bytes.ts";
import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { mostBalances, mostChains } from "../base/room.ts";
import { amount } from "../protocol/amount.ts";
import {
	type ArrivalView,
	arrivalView,
	mostArrivals,
} from "../protocol/arrival-views.ts";
import type { BalanceView, ChainView } from "../protocol/views.ts";
import type { Store } from "../source/ports.ts";
import { impostorOf } from "../tokens/same.ts";
import type { Chain } from "./chain.ts";

/** What was there when it was read last. */
const mark = d.record({
	chainId: d.int(1),
	token: d.nullable(d.address),
	amount,
	nonce: d.int(),
	blockNumber: d.int(),
	asOfS: d.int(),
	final: d.flag,
});
type Mark = Decoded<typeof mark>;

const stored = d.record({
	marks: d.list(d.anything, mostChains * mostBalances),
	rows: d.list(d.anything, mostArrivals),
});

/** One chain at one proved block. */
export type Observed = Pick<ChainView, "chainId" | "balances" | "halt"> & {
	/** Of the account, at the block its coin was read at; null where that is not proved. */
	readonly at: { readonly nonce: number; readonly blockNumber: number } | null;
};

export type Arrivals = {
	readonly network: string;
	readonly account: Hex;
	/** Newest first. */
	readonly rows: () => readonly ArrivalView[];
	/**
	 * Compares what is proved now with what was before. @returns what arrived, once it is on disk. @throws storage
	 * @param finalS the time of the newest final head of L1, null while there is none
	 */
	readonly note: (
		chains: readonly Observed[],
		finalS: number | null,
	) => Promise<readonly ArrivalView[]>;
	/** What was seen of this chain under a head that is not final holds no more. @throws storage */
	readonly dropUnfinal: (chainId: number) => Promise<void>;
};

/** As the running engine sees a chain. */
export const observedOf = (
	chains: readonly Pick<Chain, "chainId" | "balances">[],
	views: readonly ChainView[],
): readonly Observed[] =>
	views.map(({ chainId, balances, halt }) => ({
		...{ chainId, balances, halt },
		at:
			chains.find((one) => one.chainId === chainId)?.balances?.proved?.() ??
			null,
	}));

const keyOf = (network: string, account: Hex): string =>
	`arrivals.${network}.${account}`;

/**
 * A hundred-thousandth of a coin, and of what counts as bitcoin does; of another token, a thousandth of one: addresses that imitate
 * others are sown with such amounts. So are tokens that are called like known ones, in any amount.
 */
export const isSown = (
	chainId: number,
	{
		token,
		symbol,
		decimals,
	}: Pick<BalanceView, "token" | "symbol" | "decimals">,
	more: bigint,
): boolean =>
	more * 10n ** (token === null || decimals === 8 ? 5n : 3n) <
		10n ** BigInt(decimals) ||
	(token !== null && impostorOf(chainId, token, symbol) !== null);

/** Those that decode. */
const those = <T>(
	all: readonly unknown[],
	decode: (raw: unknown, path: string) => T,
): readonly T[] =>
	all.flatMap((raw) => {
		try {
			return [decode(raw, "row")];
		} catch {
			return [];
		}
	});

type ArrivalRecord = {
	readonly marks: readonly Mark[];
	readonly rows: readonly ArrivalView[];
};

const read = async (store: Store, key: string): Promise<ArrivalRecord> => {
	const found = await store.get("settings", key);
	if (found === undefined) return { marks: [], rows: [] };
	try {
		const { marks, rows } = stored(d.parseJson(found), "arrivals");
		return { marks: those(marks, mark), rows: those(rows, arrivalView) };
	} catch {
		// lost: what comes from now on is seen
		return { marks: [], rows: [] };
	}
};

/** What a number of now is compared with and becomes; null for one that says nothing. */
const markOf = (
	{ chainId, at, halt }: Observed,
	{ token, amount: now, grade, blockNumber, how }: BalanceView,
): Mark | null =>
	at === null ||
	halt !== null ||
	now === null ||
	grade === null ||
	blockNumber !== at.blockNumber ||
	(token !== null && how !== "slot")
		? null
		: {
				...{ chainId, token, amount: now, nonce: at.nonce },
				...{ blockNumber, asOfS: grade.asOfS },
				final: grade.finality === "final",
			};

const isOf =
	({ chainId, token }: Pick<Mark, "chainId" | "token">) =>
	(one: Pick<Mark, "chainId" | "token">): boolean =>
		one.chainId === chainId && one.token === token;

const arrivalOf = (
	before: Mark,
	now: Mark,
	balance: BalanceView,
): ArrivalView | null => {
	const more = BigInt(now.amount) - BigInt(before.amount);
	if (
		more <= 0n ||
		now.nonce !== before.nonce ||
		now.blockNumber <= before.blockNumber
	)
		return null;
	const { symbol, decimals } = balance;
	const { chainId, token, blockNumber } = now;
	return {
		id: `${chainId} ${token ?? "coin"} ${blockNumber}`,
		...{ chainId, token, symbol, decimals, blockNumber },
		amount: more.toString(),
		...{ fromS: before.asOfS, toS: now.asOfS },
		// the number before it rests on its own head
		finality: now.final && before.final ? "final" : "optimistic",
		isSown: isSown(chainId, balance, more),
	};
};

class KeptArrivals implements Arrivals {
	readonly #store: Store;
	#kept: ArrivalRecord;
	#written: string;
	/** What was seen in this life: of those a reorg would have been heard. */
	readonly #seen = new Set<string>();
	/** The numbers that were read in this life. */
	readonly #read = new WeakSet<Mark>();
	readonly #inTurn = serial();
	readonly network: Arrivals["network"];
	readonly account: Arrivals["account"];

	constructor(
		store: Store,
		network: string,
		account: Hex,
		kept: ArrivalRecord,
	) {
		this.#store = store;
		this.network = network;
		this.account = account;
		this.#kept = kept;
		this.#written = JSON.stringify(kept);
	}

	async #write(kept: ArrivalRecord): Promise<void> {
		this.#kept = kept;
		const text = JSON.stringify(kept);
		if (text === this.#written) return;
		await this.#store.put("settings", keyOf(this.network, this.account), text);
		this.#written = text;
	}

	readonly rows: Arrivals["rows"] = () => this.#kept.rows;

	readonly note: Arrivals["note"] = (chains, finalS) =>
		this.#inTurn(() => this.#note(chains, finalS));

	async #note(
		chains: readonly Observed[],
		finalS: number | null,
	): Promise<readonly ArrivalView[]> {
		const { marks, rows } = this.#kept;
		const found = chains.flatMap((chain) =>
			chain.balances.flatMap((balance) => {
				const now = markOf(chain, balance);
				const before = now === null ? undefined : marks.find(isOf(now));
				// an older block is read again at times: what was newer stays
				if (now === null || (before?.blockNumber ?? 0) > now.blockNumber)
					return [];
				const arrival =
					before === undefined ? null : arrivalOf(before, now, balance);
				// what an earlier life counted from may be of a block that is gone
				const isHeard =
					before !== undefined && (before.final || this.#read.has(before));
				if (arrival !== null && isHeard) this.#seen.add(arrival.id);
				return [{ now, arrival }];
			}),
		);
		const arrived = found.flatMap(({ arrival }) => arrival ?? []);
		const settled = rows.map(
			(row): ArrivalView =>
				row.finality === "optimistic" &&
				this.#seen.has(row.id) &&
				finalS !== null &&
				row.toS <= finalS
					? { ...row, finality: "later-final" }
					: row,
		);
		const fresh = found.map(({ now }) => now);
		for (const one of fresh) this.#read.add(one);
		await this.#write({
			marks: [...fresh, ...marks.filter((one) => !fresh.some(isOf(one)))].slice(
				0,
				mostChains * mostBalances,
			),
			rows: [...arrived, ...settled].slice(0, mostArrivals),
		});
		return arrived;
	}

	readonly dropUnfinal: Arrivals["dropUnfinal"] = (chainId) =>
		this.#inTurn(() => {
			const { marks, rows } = this.#kept;
			return this.#write({
				marks: marks.filter((one) => one.chainId !== chainId || one.final),
				rows: rows.filter(
					(one) => one.chainId !== chainId || one.finality !== "optimistic",
				),
			});
		});
}

/** @throws storage */
export const openArrivals = async (
	store: Store,
	network: string,
	account: Hex,
): Promise<Arrivals> =>
	new KeptArrivals(
		store,
		network,
		account,
		await read(store, keyOf(network, account)),
	);
