// The balances of the chosen account on one chain, kept as fresh as the chain's verified blocks are. A balance that could
// not be read again stays with the age it has, and a sentence says why.

import type { Hex } from "../base/bytes.ts";
import { asFault } from "../base/fault.ts";
import { faults } from "../base/faults.ts";
import { mostSymbol, plainName } from "../base/symbol.ts";
import type { Coin } from "../l1/network.ts";
import type { BalanceView } from "../protocol/views.ts";
import { coinEvidence } from "../receipt/balance.ts";
import { hasParents, premiseHeader } from "../state/header.ts";
import type { Reader, Reading, Tag } from "./reader.ts";
import type { Served } from "./served.ts";
import type { Token } from "./settings.ts";
import { amountWords, type Shown } from "./shown.ts";
import { openTokenRow, type TokenRow, type TokenTools } from "./token-row.ts";
import { toldApart } from "./token-words.ts";

export type Watch = {
	/** Reads everything anew under the tag's block. Resolves when the views are up to date or say why not. */
	readonly refresh: () => Promise<void>;
	readonly views: () => readonly BalanceView[];
	/** Drops what was read under a head that is not final: after a reorg it is no number to show. */
	readonly drop: () => void;
};

export type Watched = {
	readonly account: Hex;
	readonly tokens: readonly Token[];
	/** For the trail's title: "Ethereum". */
	readonly chainTitle: string;
	readonly coin: Coin;
};

/** All tokens of one refresh. The next head waits for it. */
const mostTokensMs = 30_000;

/** How often it is read anew while one reorg follows another. The next head comes soon. */
const mostTries = 3;

const troubleOf = (thrown: unknown): string => {
	const { code, source } = asFault(thrown);
	return `${faults[code].says}${source === null ? "" : ` (${source})`}`.slice(
		0,
		300,
	);
};

/** What calls can run over; null where nothing but the block's state is proved. */
const servedBy = ({ basis, reads }: Reading): Served | null =>
	hasParents(basis) ? { basis: premiseHeader(basis), reads } : null;

export const openWatch = (
	reader: Reader,
	tag: Tag,
	watched: Watched,
	shown: Shown,
	tools: TokenTools,
): Watch => {
	const { account, tokens, chainTitle, coin } = watched;
	const rows: readonly TokenRow[] = tokens.map((token) =>
		openTokenRow(token, account, tools),
	);
	let reading: Reading | null = null;
	let views: readonly BalanceView[] = [];
	let trouble: string | null = null;
	let running: Promise<void> | null = null;
	/** How many reorgs took what was read. */
	let drops = 0;
	/** Whose turn it is: those that the time did not suffice for come first the next time. */
	let turn = 0;

	const coinView = (): BalanceView => {
		const own = reading?.reads[0]?.account;
		const bare = { token: null, ...coin };
		if (own === undefined || reading === null)
			return {
				...bare,
				trailId: null,
				amount: null,
				grade: null,
				blockNumber: null,
				note: trouble ?? "Not proved yet.",
			};
		const { balanceWei: amount } = own.value;
		const { grade, blockNumber } = reading.basis.value;
		const words = amountWords(amount, coin.decimals, coin.symbol);
		return {
			...bare,
			trailId: shown.remember(own, `Why ${words} on ${chainTitle}`, words, () =>
				coinEvidence(own),
			),
			amount: amount.toString(),
			grade,
			blockNumber,
			note: trouble,
		};
	};

	const tokenView = (row: TokenRow, place: number): BalanceView => {
		const token = tokens[place]?.address ?? null;
		const others = rows
			.filter((_, i) => i !== place)
			.map((other) => other.symbol());
		const symbol = toldApart(
			plainName(row.symbol(), mostSymbol),
			token ?? "0x",
			[coin.symbol, ...others],
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
			trailId: shown.remember(
				verified,
				`Why ${words} on ${chainTitle}`,
				words,
				evidence,
				beside,
			),
			amount: amount.toString(),
			grade: at.grade,
			blockNumber: at.blockNumber,
		};
	};

	const draw = (): void => {
		views = [coinView(), ...rows.map(tokenView)];
	};

	/** The account with what the tokens want; alone where that cannot be had: no token stands in the way of the coin. */
	const readAll = async (): Promise<Reading> => {
		const own = { address: account, slots: [], code: true };
		const wanted = rows.flatMap((row) => row.wanted());
		if (wanted.length > 0)
			try {
				return await reader.read([own, ...wanted], tag);
			} catch {
				// each token asks again for what is its own, and says why it cannot have it
			}
		return reader.read([own], tag);
	};

	/** Ends early when a reorg came meanwhile: what was read then may be of no block of the chain. */
	const readOnce = async (): Promise<void> => {
		const before = drops;
		const isReplaced = ({ basis }: Reading): boolean =>
			drops !== before && basis.value.grade.finality !== "final";
		try {
			const now = await readAll();
			if (isReplaced(now)) return;
			reading = now;
			trouble = null;
			draw();
			const served = servedBy(now);
			const end = tools.clock.ticksMs() + mostTokensMs;
			for (let done = 0; done < rows.length; done++) {
				if (tools.clock.ticksMs() > end) break;
				const row = rows[turn % rows.length];
				await row?.refresh(served, now);
				if (drops !== before) row?.drop();
				if (isReplaced(now)) return;
				turn++;
			}
		} catch (thrown) {
			trouble = troubleOf(thrown);
			for (const row of rows) row.fail(thrown);
		}
	};

	const readAgain = async (): Promise<void> => {
		for (let tries = 0; tries < mostTries; tries++) {
			const before = drops;
			await readOnce();
			draw();
			if (drops === before) return;
		}
	};
	draw();

	return {
		refresh: () => {
			// several heads may come while one read waits: they share it
			running ??= readAgain().finally(() => {
				running = null;
			});
			return running;
		},
		views: () => views,
		drop: () => {
			drops++;
			for (const row of rows) row.drop();
			if (reading?.basis.value.grade.finality !== "final") {
				reading = null;
				trouble =
					"A reorg replaced the block it was proved at. Not proved anew yet.";
			}
			draw();
		},
	};
};
