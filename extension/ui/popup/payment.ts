// A payment as it is typed: what is wrong with it, what goes before it, and the order that is asked for. Nothing is signed here.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import { formatUnits, parseUnits } from "../../../src/base/units.ts";
import type { WalletView } from "../../../src/protocol/views.ts";
import { isTypedName, typedAddress } from "../address.ts";
import { go } from "../route.ts";
import { groupDigits, written } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useShared, useWork, type Work } from "../wallet.tsx";
import { notAnAmount } from "../words.ts";
import { type Draft, dropDraft, useDraft } from "./draft.ts";
import { goesFirst } from "./first.tsx";
import { type PaymentSource, sourcesOf, spentOn } from "./sources.ts";

/**
 * An amount as this wallet prints it, or with a comma before the decimals. Three digits behind a comma can be thousands as well as
 * decimals: that is left as it is, and is no amount.
 */
export const plainAmount = (typed: string): string => {
	const text = typed.replace(/\s/g, "");
	return /^[0-9]*,[0-9]+$/.test(text) && !/,[0-9]{3}$/.test(text)
		? text.replace(",", ".")
		: text;
};

/** The smallest units of what is typed; null for what is no amount. */
export const typedUnits = (typed: string, decimals: number): bigint | null =>
	parseUnits(plainAmount(typed), decimals);

/** What a button puts into the field for all there is: in the language that is spoken, and read back as the same amount. */
export const filledUnits = (value: bigint, decimals: number): string => {
	const text = written(formatUnits(value, decimals));
	// three digits behind a comma would be no amount
	return typedUnits(text, decimals) === value ? text : `${text}0`;
};

/** What is typed, read as a payment from `source`. */
const read = (
	view: WalletView,
	{ to, amount, fees }: Draft,
	source: PaymentSource,
) => {
	const { chain, symbol, decimals, proved, token } = source;
	const { address, wrong } = typedAddress(to);
	const value = typedUnits(amount, decimals);
	const isOnL1 = chain.kind === "l1";
	// accounts and orders of its own, without a fee
	const onRollup = !isOnL1 && chain.likeEthereum !== true;
	// On L1 the fee of what is under way counts too, and only the engine knows it.
	const underWay =
		onRollup && token === null ? spentOn(view, chain.chainId) : 0n;
	const funds = proved.amount > underWay ? proved.amount - underWay : 0n;
	const amountWrong =
		amount === ""
			? null
			: value === null
				? notAnAmount(decimals)
				: value > funds
					? say().fields.moreThanProved(
							view.amountsHidden === true
								? null
								: `${groupDigits(formatUnits(funds, decimals))} ${symbol}`,
							underWay !== 0n,
						)
					: null;
	return {
		source,
		to,
		amount,
		address,
		value,
		onRollup,
		/** Of a layer 2 no fee is chosen. */
		fees: isOnL1 ? fees : null,
		isOnL1,
		underWay,
		/** What is proved and not under way. */
		funds,
		toWrong: to.trim() === "" || isTypedName(to) ? null : wrong,
		amountWrong,
		isReady:
			address !== null &&
			value !== null &&
			amountWrong === null &&
			chain.fault === null &&
			(!isOnL1 || fees !== "wrong"),
	};
};
export type TypedPayment = ReturnType<typeof read>;

/** Asks the engine for an order. */
const useAsking = () => {
	const { wallet, refresh } = useShared();
	return (
		{ source: { chain, token }, fees }: TypedPayment,
		id: string,
		to: Hex,
		value: bigint,
	) =>
		wallet
			.engine("order.prepare", {
				...{ id, chainId: chain.chainId, to },
				valueWei: token === null ? value.toString() : "0",
				...(fees === null || fees === "wrong" ? {} : { fees }),
				...(token === null
					? {}
					: {
							asset: { kind: "erc20", token, amount: value.toString() },
						}),
			})
			.catch(async (thrown: unknown): Promise<never> => {
				// What stands in the way is on screen by the time the refusal is.
				await refresh();
				throw thrown;
			});
};

/** The making of the order, and the way to its approval. */
const useMaking = () => {
	const { refresh } = useShared();
	const ask = useAsking();
	const work = useWork();
	/** What was made here waits too: that is no news. */
	const [made, setMade] = useState<string | null>(null);
	// One id for one intent: asking again after a lost answer makes no second order.
	const intent = useRef({ key: "", id: "" });
	const make = (typed: TypedPayment) => {
		const { source, address, value, fees } = typed;
		if (address === null || value === null) return;
		const key = `${source.chain.chainId} ${source.token} ${address} ${value} ${JSON.stringify(fees)}`;
		if (intent.current.key !== key)
			intent.current = { key, id: crypto.randomUUID() };
		void work.run(async () => {
			const order = await ask(typed, intent.current.id, address, value);
			intent.current = { key: "", id: "" };
			setMade(order.id);
			await refresh();
			dropDraft();
			go("approve", order.id);
		});
	};
	return { ...work, made, make };
};

/**
 * All but the most the fee can be. The fee is read off an order over nothing that is made for it, refused and
 * forgotten: only the engine knows the proved base fee and the recipient's code.
 */
const useMost = (change: (part: Partial<Draft>) => void) => {
	const { wallet } = useShared();
	const ask = useAsking();
	const work = useWork();
	const fill = (typed: TypedPayment) => {
		const { source, address, onRollup, funds } = typed;
		const type = (value: bigint) =>
			change({ amount: filledUnits(value, source.decimals) });
		// the fee is paid in the coin, or there is none
		if (onRollup || source.token !== null) {
			type(funds);
			return;
		}
		if (address === null) return;
		void work.run(async () => {
			const id = crypto.randomUUID();
			const order = await ask(typed, id, address, 0n);
			await wallet.keys("approval.decide", { id, yes: false });
			await wallet.engine("order.forget", { id });
			// An eighth on top: the base fee may rise by that much with the next block.
			const fee = BigInt(order.mostFeeWei);
			const beside = BigInt(order.onRollup?.heldBackWei ?? 0);
			const left = funds - fee - fee / 8n - beside - beside / 4n;
			type(left > 0n ? left : 0n);
		});
	};
	return { ...work, fill };
};

/** The order that waits before this one; none while one is being made here. */
const useWaiting = (
	source: PaymentSource | undefined,
	making: Work & { readonly made: string | null },
	most: Work,
) => {
	const { view } = useShared();
	const first = goesFirst(view, view.account, source?.chain.chainId);
	const waiting =
		making.busy || most.busy || first?.id === making.made ? undefined : first;
	// The engine knew of it before this screen did: now it stands here, with a way on.
	const isToldNow =
		waiting !== undefined &&
		[making.fault, most.fault].some((fault) => fault?.code === "order-waits");
	const clears = [making.clear, most.clear] as const;
	useEffect(() => {
		if (isToldNow) for (const clear of clears) clear();
	}, [isToldNow, ...clears]);
	return { waiting, isToldNow };
};

/** The payment and all that is done with it. It outlasts a moment in which no balance is proved: then nothing is `typed`. */
export const usePayment = () => {
	const { view } = useShared();
	const [draft, change] = useDraft();
	const sources = sourcesOf(view);
	const source =
		sources.find(
			({ chain, token }) =>
				chain.chainId === draft.chainId && token === draft.token,
		) ??
		sources.find(({ chain }) => chain.chainId === draft.chainId) ??
		sources[0];
	const making = useMaking();
	const most = useMost(change);
	const { waiting, isToldNow } = useWaiting(source, making, most);
	const typed = source === undefined ? null : read(view, draft, source);
	const clear = () => {
		making.clear();
		most.clear();
	};
	return {
		sources,
		typed,
		change,
		making,
		most,
		/** The order that has to be decided first. */
		waiting,
		refused: isToldNow ? null : (making.fault ?? most.fault),
		clear,
		/** After the endpoints were asked again: the same order, under the same id. */
		askAgain: (): void => {
			const wasMaking = making.fault !== null;
			clear();
			if (wasMaking && typed !== null) making.make(typed);
		},
	};
};
export type PaymentState = ReturnType<typeof usePayment>;
