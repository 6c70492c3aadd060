// The balances of the chosen account on one chain, kept as fresh as the chain's verified blocks are. A balance that could
// not be read again stays with the age it has, and a sentence says why.

import type { Hex } from "../base/bytes.ts";
import { asFault } from "../base/fault.ts";
import { faults } from "../base/faults.ts";
import type { BalanceView } from "../protocol/views.ts";
import { balanceKey, coinEvidence, tokenEvidence } from "../receipt/balance.ts";
import type { Evidence } from "../receipt/evidence.ts";
import type { AnyVerified } from "../trust/verified.ts";
import type { Reader, Reading, Tag } from "./reader.ts";
import type { Token } from "./settings.ts";
import { amountWords, type Shown } from "./shown.ts";

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
};

export const openWatch = (
	reader: Reader,
	tag: Tag,
	watched: Watched,
	shown: Shown,
): Watch => {
	const { account, tokens, chainTitle } = watched;
	let reading: Reading | null = null;
	let views: readonly BalanceView[] = [];
	let trouble: string | null = null;
	let running: Promise<void> | null = null;

	const wanted = [
		{ address: account, slots: [] },
		...tokens.map((token) => ({
			address: token.address,
			slots: [balanceKey(account, token.balancesSlot)],
		})),
	];

	const viewOf = (
		proved: {
			readonly verified: AnyVerified;
			readonly amount: bigint;
			readonly evidence: () => Evidence;
		} | null,
		token: Hex | null,
		symbol: string,
		decimals: number,
	): BalanceView => {
		const missing = {
			trailId: null,
			token,
			symbol,
			decimals,
			amount: null,
			grade: null,
			blockNumber: null,
			note: trouble ?? "Not proved yet.",
		};
		if (proved === null || reading === null) return missing;
		const { verified, amount, evidence } = proved;
		const words = amountWords(amount, decimals, symbol);
		return {
			trailId: shown.remember(
				verified,
				`Why ${words} on ${chainTitle}`,
				words,
				evidence,
			),
			token,
			symbol,
			decimals,
			amount: amount.toString(),
			grade: reading.basis.value.grade,
			blockNumber: reading.basis.value.blockNumber,
			note: trouble,
		};
	};

	const draw = (): void => {
		const [own, ...others] = reading?.reads ?? [];
		const account = own?.account;
		const coin =
			account === undefined
				? null
				: {
						verified: account,
						amount: account.value.balanceWei,
						evidence: () => coinEvidence(account),
					};
		views = [
			viewOf(coin, null, "ETH", 18),
			...tokens.map((token, i) => {
				const slot = others[i]?.slots[0];
				const proved =
					slot === undefined
						? null
						: {
								verified: slot,
								amount: slot.value.word,
								evidence: () =>
									tokenEvidence(slot, watched.account, token.balancesSlot),
							};
				return viewOf(proved, token.address, token.symbol, token.decimals);
			}),
		];
	};

	const readAgain = async (): Promise<void> => {
		try {
			reading = await reader.read(wanted, tag);
			trouble = null;
		} catch (thrown) {
			const fault = asFault(thrown);
			trouble =
				`${faults[fault.code].says}${fault.source === null ? "" : ` (${fault.source})`}`.slice(
					0,
					300,
				);
		}
		draw();
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
			if (reading?.basis.value.grade.finality === "final") return;
			reading = null;
			trouble =
				"A reorg replaced the block it was proved at. Not proved anew yet.";
			draw();
		},
	};
};
