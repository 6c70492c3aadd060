// The balances of the chosen account on one chain, kept as fresh as the chain's verified blocks are. A balance that could
// not be read again stays with the age it has, and a sentence says why.

import { singleFlight } from "../base/async.ts";
import type { Hex } from "../base/bytes.ts";
import { mostSymbol, plainName } from "../base/symbol.ts";
import type { Coin } from "../l1/network.ts";
import type { Message } from "../protocol/message.ts";
import type { BalanceView } from "../protocol/views.ts";
import { coinEvidence } from "../receipt/balance.ts";
import { hasParents, premiseHeader } from "../state/header.ts";
import { balanceMessage } from "./balance-codes.ts";
import type { Reader, Reading, Tag } from "./reader.ts";
import type { ServedReads } from "./served.ts";
import type { Token } from "./settings.ts";
import { openTokenRow, type TokenRow, type TokenTools } from "./token-row.ts";
import { toldApart } from "./token-words.ts";
import { amountWords, type TraceStore } from "./trace-store.ts";
import { troubleMessage } from "./trouble.ts";

export type Balances = {
	/** Reads everything anew under the tag's block. Resolves when the views are up to date or say why not. */
	readonly refresh: () => Promise<void>;
	readonly views: () => readonly BalanceView[];
	/** The account's number and the block that its coin was read at; null, and missing, where that is not proved. */
	readonly proved?: () => {
		readonly nonce: number;
		readonly blockNumber: number;
	} | null;
	/** Drops what was read under a head that is not final: after a reorg it is no number to show. */
	readonly drop: () => void;
};

export type BalanceSubject = {
	readonly account: Hex;
	readonly tokens: readonly Token[];
	/** For the proof trace's title: "Ethereum". */
	readonly chainTitle: string;
	readonly coin: Coin;
};

/** All tokens of one refresh. The next head waits for it. */
const mostTokensMs = 30_000;

/** How often it is read anew while one reorg follows another. The next head comes soon. */
const mostTries = 3;

/** What calls can run over; null where nothing but the block's state is proved. */
const servedBy = ({ basis, reads }: Reading): ServedReads | null =>
	hasParents(basis) ? { basis: premiseHeader(basis), reads } : null;

class ChainBalances implements Balances {
	readonly #reader: Reader;
	readonly #tag: Tag;
	readonly #watched: BalanceSubject;
	readonly #shown: TraceStore;
	readonly #tools: TokenTools;
	readonly #rows: readonly TokenRow[];
	#reading: Reading | null = null;
	#views: readonly BalanceView[] = [];
	#trouble: Message | null = null;
	/** How many reorgs took what was read. */
	#drops = 0;
	/** Whose turn it is: those that the time did not suffice for come first the next time. */
	#turn = 0;

	constructor(
		reader: Reader,
		tag: Tag,
		watched: BalanceSubject,
		shown: TraceStore,
		tools: TokenTools,
	) {
		this.#reader = reader;
		this.#tag = tag;
		this.#watched = watched;
		this.#shown = shown;
		this.#tools = tools;
		this.#rows = this.#watched.tokens.map((token) =>
			openTokenRow(token, this.#watched.account, this.#tools),
		);
		this.#draw();
	}

	#coinView(): BalanceView {
		const own = this.#reading?.reads[0]?.account;
		const bare = { token: null, ...this.#watched.coin };
		if (own === undefined || this.#reading === null)
			return {
				...bare,
				trailId: null,
				amount: null,
				grade: null,
				blockNumber: null,
				note: this.#trouble ?? balanceMessage("balance.not-yet"),
			};
		const { balanceWei: amount } = own.value;
		const { grade, blockNumber } = this.#reading.basis.value;
		const words = amountWords(
			amount,
			this.#watched.coin.decimals,
			this.#watched.coin.symbol,
		);
		return {
			...bare,
			trailId: this.#shown.remember(
				own,
				`Why ${words} on ${this.#watched.chainTitle}`,
				words,
				() => coinEvidence(own),
			),
			amount: amount.toString(),
			grade,
			blockNumber,
			note: this.#trouble,
		};
	}

	readonly #tokenView = (row: TokenRow, place: number): BalanceView => {
		const token = this.#watched.tokens[place]?.address ?? null;
		const others = this.#rows
			.filter((_, i) => i !== place)
			.map((other) => other.symbol());
		const symbol = toldApart(
			plainName(row.symbol(), mostSymbol),
			token ?? "0x",
			[this.#watched.coin.symbol, ...others],
		);
		const decimals = row.decimals();
		const proof = row.proof();
		const note = row.note();
		if (proof === null)
			return {
				...{ token, symbol, decimals, note },
				trailId: null,
				amount: null,
				grade: null,
				blockNumber: null,
				...(row.isNone() && { isNone: true }),
			};
		const { how, verified, amount, at, evidence, beside } = proof;
		const words = amountWords(amount, decimals, symbol);
		return {
			...{ token, symbol, decimals, note, how },
			trailId: this.#shown.remember(
				verified,
				`Why ${words} on ${this.#watched.chainTitle}`,
				words,
				evidence,
				beside,
			),
			amount: amount.toString(),
			grade: at.grade,
			blockNumber: at.blockNumber,
		};
	};

	#draw(): void {
		this.#views = [this.#coinView(), ...this.#rows.map(this.#tokenView)];
	}

	/** The account with what the tokens want; alone where that cannot be had: no token stands in the way of the coin. */
	async #readAll(): Promise<Reading> {
		const own = { address: this.#watched.account, slots: [], code: true };
		const wanted = this.#rows.flatMap((row) => row.wanted());
		if (wanted.length > 0)
			try {
				return await this.#reader.read([own, ...wanted], this.#tag);
			} catch {
				// each token asks again for what is its own, and says why it cannot have it
			}
		return this.#reader.read([own], this.#tag);
	}

	/** Ends early when a reorg came meanwhile: what was read then may be of no block of the chain. */
	async #readOnce(): Promise<void> {
		const before = this.#drops;
		const isReplaced = ({ basis }: Reading): boolean =>
			this.#drops !== before && basis.value.grade.finality !== "final";
		try {
			const now = await this.#readAll();
			if (isReplaced(now)) return;
			this.#reading = now;
			this.#trouble = null;
			this.#draw();
			const served = servedBy(now);
			const end = this.#tools.clock.ticksMs() + mostTokensMs;
			for (let done = 0; done < this.#rows.length; done++) {
				if (this.#tools.clock.ticksMs() > end) break;
				const row = this.#rows[this.#turn % this.#rows.length];
				await row?.refresh(served, now);
				if (this.#drops !== before) row?.drop();
				if (isReplaced(now)) return;
				this.#turn++;
			}
		} catch (thrown) {
			this.#trouble = troubleMessage(thrown);
			for (const row of this.#rows) row.fail(thrown);
		}
	}

	async #readAgain(): Promise<void> {
		for (let tries = 0; tries < mostTries; tries++) {
			const before = this.#drops;
			await this.#readOnce();
			this.#draw();
			if (this.#drops === before) return;
		}
	}

	// several heads may come while one read waits: they share it
	readonly refresh: Balances["refresh"] = singleFlight(() => this.#readAgain());

	readonly views: Balances["views"] = () => this.#views;

	readonly proved = (): ReturnType<NonNullable<Balances["proved"]>> => {
		const own = this.#reading?.reads[0]?.account.value;
		const blockNumber = this.#reading?.basis.value.blockNumber ?? null;
		return own === undefined || blockNumber === null
			? null
			: { nonce: own.nonce, blockNumber };
	};

	readonly drop: Balances["drop"] = () => {
		this.#drops++;
		for (const row of this.#rows) row.drop();
		if (this.#reading?.basis.value.grade.finality !== "final") {
			this.#reading = null;
			this.#trouble = balanceMessage("balance.reorg");
		}
		this.#draw();
	};
}

export const openBalances = (
	reader: Reader,
	tag: Tag,
	watched: BalanceSubject,
	shown: TraceStore,
	tools: TokenTools,
): Balances => new ChainBalances(reader, tag, watched, shown, tools);
