// The amounts that were proved last, kept so that a screen is not empty while everything is checked again after a start. They
// are NOT verified: a disk may say anything. They are drawn as what was known at a time, greyed, and go nowhere else: no
// order rests on one, no site is told one, no evidence is made of one.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { mostBalances, mostChains } from "../base/room.ts";
import { mostShownSymbol } from "../base/symbol.ts";
import { amount } from "../protocol/amount.ts";
import type { BalanceView, ChainView } from "../protocol/views.ts";
import type { Store } from "../source/ports.ts";

/** All that a view can have. */
const mostKept = mostChains * mostBalances;

const row = d.record({
	chainId: d.int(1),
	token: d.nullable(d.address),
	symbol: d.text(mostShownSymbol),
	decimals: d.int(0, 36),
	amount,
	/** Unix seconds of the state it was proved under. */
	asOfS: d.int(),
	/** No reorg can take it back. */
	final: d.flag,
});
const stored = d.list(d.anything, mostKept);

type LastKnownRow = Decoded<typeof row>;

/** A row that does not decode is none; the others are. */
const rowOrNone = (raw: unknown): readonly LastKnownRow[] => {
	try {
		return [row(raw, "row")];
	} catch {
		return [];
	}
};

/** Of one account on one network. */
export type LastKnown = {
	readonly network: string;
	readonly account: string;
	/**
	 * The chains with what was known last where nothing is proved now. A chain on which a validity proof failed gets nothing:
	 * what stood there may have been false all along.
	 */
	readonly fill: (chains: readonly ChainView[]) => readonly ChainView[];
	/** Keeps what is proved now, and forgets what was taken off the list or has no number any more. Resolves when it is on disk. @throws storage */
	readonly note: (chains: readonly ChainView[]) => Promise<void>;
	/**
	 * A reorg replaced what was not final on this chain: at once it is no number to show any more, and on disk when it
	 * resolves. @throws storage
	 */
	readonly dropUnfinal: (chainId: number) => Promise<void>;
};

const keyOf = (network: string, account: string): string =>
	`lastKnown.${network}.${account}`;

/** What does not decode is lost: it will be proved again. */
const read = async (
	store: Store,
	key: string,
): Promise<readonly LastKnownRow[]> => {
	const found = await store.get("settings", key);
	if (found === undefined) return [];
	try {
		return stored(d.parseJson(found), "lastKnown").flatMap(rowOrNone);
	} catch {
		return [];
	}
};

/** A row of what was known, where nothing is proved now. */
const rowOf = (one: LastKnownRow): BalanceView => ({
	trailId: null,
	token: one.token,
	symbol: one.symbol,
	decimals: one.decimals,
	amount: null,
	grade: null,
	blockNumber: null,
	note: null,
	lastKnown: { amount: one.amount, asOfS: one.asOfS },
});

/** Of which account, where it lies, and what lay there. */
type Place = {
	readonly network: string;
	readonly account: string;
	readonly key: string;
	readonly kept: readonly LastKnownRow[];
};

class KnownRows implements LastKnown {
	readonly #store: Store;
	readonly #place: Place;
	#kept: readonly LastKnownRow[];
	/** As it is on disk. */
	#written: string;
	readonly network: LastKnown["network"];
	readonly account: LastKnown["account"];

	constructor(store: Store, place: Place) {
		this.#store = store;
		this.#place = place;
		this.#kept = this.#place.kept;
		this.#written = JSON.stringify(this.#place.kept);
		this.network = this.#place.network;
		this.account = this.#place.account;
	}

	#fillBalance(chainId: number, balance: BalanceView): BalanceView {
		const one = this.#kept.find(
			(known) =>
				known.chainId === chainId &&
				known.token === balance.token &&
				known.decimals === balance.decimals,
		);
		return balance.amount !== null ||
			balance.isNone === true ||
			one === undefined
			? balance
			: { ...balance, lastKnown: { amount: one.amount, asOfS: one.asOfS } };
	}

	async #write(): Promise<void> {
		const text = JSON.stringify(this.#kept);
		if (text === this.#written) return;
		await this.#store.put("settings", this.#place.key, text);
		this.#written = text;
	}

	readonly fill: LastKnown["fill"] = (chains) =>
		chains.map((chain) => {
			if (chain.halt !== null) return chain;
			const { chainId, balances } = chain;
			return {
				...chain,
				balances:
					balances.length > 0
						? balances.map((balance) => this.#fillBalance(chainId, balance))
						: this.#kept
								.filter((one) => one.chainId === chainId)
								.slice(0, mostBalances)
								.map(rowOf),
			};
		});

	readonly note: LastKnown["note"] = async (chains) => {
		const now = chains.flatMap(({ chainId, balances }) =>
			balances.flatMap(({ token, symbol, decimals, amount, grade }) =>
				amount === null || grade === null
					? []
					: [
							{
								chainId,
								token,
								symbol,
								decimals,
								amount,
								asOfS: grade.asOfS,
								final: grade.finality === "final",
							},
						],
			),
		);
		/** Nothing newer is known, and nothing says that it holds no more: a chain with rows has one for each that is listed. */
		const stillHolds = ({ chainId, token }: LastKnownRow): boolean => {
			const rows =
				chains.find((chain) => chain.chainId === chainId)?.balances ?? [];
			const row = rows.find((one) => one.token === token);
			if (row === undefined) return rows.length === 0;
			return (
				row.isNone !== true &&
				!now.some((one) => one.chainId === chainId && one.token === token)
			);
		};
		this.#kept = [...now, ...this.#kept.filter(stillHolds)].slice(0, mostKept);
		await this.#write();
	};

	readonly dropUnfinal: LastKnown["dropUnfinal"] = async (chainId) => {
		this.#kept = this.#kept.filter(
			(one) => one.chainId !== chainId || one.final,
		);
		await this.#write();
	};
}

/** @throws storage */
export const openLastKnown = async (
	store: Store,
	network: string,
	account: string,
): Promise<LastKnown> => {
	const key = keyOf(network, account);
	const place = { network, account, key, kept: await read(store, key) };
	return new KnownRows(store, place);
};
