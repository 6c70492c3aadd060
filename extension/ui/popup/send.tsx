// Asking for an order: to whom, how much. The engine makes it or refuses; nothing is signed here.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import {
	chunks,
	formatUnits,
	groupDigits,
	parseUnits,
} from "../../../src/base/units.ts";
import type { ChainView, WalletView } from "../../../src/protocol/views.ts";
import { faultWords } from "../../../src/words/faults.ts";
import { checksummed, looksLike, typedAddress } from "../address.ts";
import { cutOffTodo } from "../known.ts";
import { Age, Exact, Grade, Warning } from "../parts/amount.tsx";
import { Button, Chunks, Field } from "../parts/basic.tsx";
import { Frame } from "../parts/frame.tsx";
import { Icon } from "../parts/icon.tsx";
import { Offline, useRetry } from "../parts/offline.tsx";
import { go } from "../route.ts";
import { useShared, useWork } from "../wallet.tsx";
import { type ProvedAmount, provedBalance } from "../words.ts";
import { dropDraft, useDraft } from "./draft.ts";
import { GoesFirst, goesFirst } from "./first.tsx";
import { Refusal } from "./refusal.tsx";

type Source = {
	readonly chain: ChainView;
	readonly symbol: string;
	readonly decimals: number;
	readonly proved: ProvedAmount;
};

/**
 * The chains whose own coin has a proved balance and on which orders can be made: L1, and rollups whose nonce is proved. The
 * engine refuses the others, and it is better said before somebody types.
 */
export const sourcesOf = (view: WalletView): readonly Source[] =>
	view.chains.flatMap((chain) => {
		if (!chain.sends) return [];
		const coin = chain.balances.find(({ token }) => token === null);
		const proved = coin === undefined ? null : provedBalance(coin);
		return coin === undefined || proved === null
			? []
			: [{ chain, symbol: coin.symbol, decimals: coin.decimals, proved }];
	});

/** What signed orders of this account on a chain may still spend. */
const spentOn = (view: WalletView, chainId: number): bigint =>
	view.orders
		.filter(
			(order) =>
				order.chainId === chainId &&
				order.from === view.account &&
				(order.state === "signed" || order.state === "sent"),
		)
		.reduce((sum, { mostLeavesWei }) => sum + BigInt(mostLeavesWei), 0n);

/** What is worth knowing of a recipient before money goes there: from this wallet's own orders alone. */
export const recipientNote = (
	view: WalletView,
	to: Hex,
): { readonly warn: boolean; readonly says: string } => {
	if (view.accounts.includes(to))
		return { warn: false, says: "This is an account of this wallet." };
	const known = view.orders.filter(
		(order) => order.to === to && order.hash !== null,
	).length;
	const alike = [
		...view.accounts,
		...view.orders.filter(({ hash }) => hash !== null).map((order) => order.to),
	].find((other) => looksLike(other, to));
	if (alike !== undefined && known === 0)
		return {
			warn: true,
			says: `It looks like ${checksummed(alike)}, which you know, and is another. Compare every group.`,
		};
	return known === 0
		? {
				warn: false,
				says: "You have not sent to it from this wallet. Compare every group.",
			}
		: {
				warn: false,
				says: `You sent to it ${known === 1 ? "once" : `${known} times`} from this wallet.`,
			};
};

export const Send = () => {
	const { wallet, view, refresh } = useShared();
	const sources = sourcesOf(view);
	const [{ chainId, to, amount: typed }, change] = useDraft();
	const setTyped = (amount: string): void => change({ amount });
	const making = useWork();
	const retry = useRetry();
	const most = useWork();
	/** What was made here waits too: that is no news. */
	const [made, setMade] = useState<string | null>(null);
	// One id for one intent: asking again after a lost answer makes no second order.
	const intent = useRef({ key: "", id: "" });
	const source =
		sources.find(({ chain }) => chain.chainId === chainId) ?? sources[0];
	const first = goesFirst(view, view.account, source?.chain.chainId);
	const waiting =
		making.busy || most.busy || first?.id === made ? undefined : first;
	// The engine knew of it before this screen did: now it stands here, with a way on.
	const isToldNow =
		waiting !== undefined &&
		[making.fault, most.fault].some((fault) => fault?.code === "order-waits");
	const clears = [making.clear, most.clear] as const;
	useEffect(() => {
		if (isToldNow) for (const clear of clears) clear();
	}, [isToldNow, ...clears]);

	if (source === undefined)
		return (
			<Frame title="Send" onBack={() => go("home")}>
				<div class="read">
					<p class="lead">
						No balance is proved yet, so there is nothing an order could rest
						on.
					</p>
					<p>Wait until a number stands on the first screen.</p>
				</div>
			</Frame>
		);

	const address = typedAddress(to);
	const value = parseUnits(typed, source.decimals);
	const onRollup = source.chain.kind === "rollup";
	// On L1 the fee of what is under way counts too, and only the engine knows it.
	const underWay = onRollup ? spentOn(view, source.chain.chainId) : 0n;
	const proved = source.proved.amount;
	const funds = proved > underWay ? proved - underWay : 0n;
	const amountWrong =
		typed === ""
			? null
			: value === null
				? `Write a plain number with a point, at most ${source.decimals} places.`
				: value > funds
					? `More than the ${formatUnits(funds, source.decimals)} ${source.symbol} that are proved${underWay === 0n ? "" : " and not under way"}.`
					: null;
	const unable = view.chains.filter(({ sends }) => !sends);
	const ready =
		address.address !== null &&
		value !== null &&
		amountWrong === null &&
		source.chain.fault === null;
	const note =
		address.address === null ? null : recipientNote(view, address.address);

	/** What stands in the way is on screen by the time the refusal is. */
	const seen = async (thrown: unknown): Promise<never> => {
		await refresh();
		throw thrown;
	};
	const prepare = (recipient: Hex, valueWei: bigint) => {
		const key = `${source.chain.chainId} ${recipient} ${valueWei}`;
		if (intent.current.key !== key)
			intent.current = { key, id: crypto.randomUUID() };
		void making.run(async () => {
			const order = await wallet
				.engine("order.prepare", {
					id: intent.current.id,
					chainId: source.chain.chainId,
					to: recipient,
					valueWei: valueWei.toString(),
				})
				.catch(seen);
			intent.current = { key: "", id: "" };
			setMade(order.id);
			await refresh();
			dropDraft();
			go("approve", order.id);
		});
	};
	/** After the endpoints were asked again: the same order, under the same id. */
	const askAgain = (): void => {
		const wasMaking = making.fault !== null;
		making.clear();
		most.clear();
		if (wasMaking && address.address !== null && value !== null)
			prepare(address.address, value);
	};
	/**
	 * All but the most the fee can be. The fee is read off an order over nothing that is made for it, refused and
	 * forgotten: only the engine knows the proved base fee and the recipient's code.
	 */
	const useMost = (recipient: Hex) =>
		void most.run(async () => {
			const id = crypto.randomUUID();
			const order = await wallet
				.engine("order.prepare", {
					id,
					chainId: source.chain.chainId,
					to: recipient,
					valueWei: "0",
				})
				.catch(seen);
			await wallet.keys("approval.decide", { id, yes: false });
			await wallet.engine("order.forget", { id });
			// An eighth on top: the base fee may rise by that much with the next block.
			const fee = BigInt(order.mostFeeWei);
			const left = funds - fee - fee / 8n;
			setTyped(formatUnits(left > 0n ? left : 0n, source.decimals));
		});

	const refused = making.fault ?? most.fault;
	// what an order is made on just now is only too old when nothing newer comes
	const isCutOff =
		refused !== null &&
		(refused.kind === "unavailable" ||
			refused.code === "order-stale" ||
			refused.code === "stale-head");
	if (refused !== null && !isToldNow)
		return (
			<Refusal
				fault={refused}
				{...(isCutOff
					? {
							todo: cutOffTodo,
							busy: retry.busy,
							also: {
								words: retry.busy ? "Asking again" : "Retry",
								go: () => void retry.run().then(askAgain),
							},
						}
					: {})}
				asked={
					making.fault === null ? (
						<>The most that can be sent to {checksummed(to.trim())}.</>
					) : (
						<>
							Send {typed} {source.symbol} on {source.chain.title} to{" "}
							<code class="whole">{checksummed(to.trim().toLowerCase())}</code>
						</>
					)
				}
				again={{
					words: "Change it",
					go: () => {
						making.clear();
						most.clear();
					},
				}}
				onBack={() => {
					making.clear();
					most.clear();
				}}
			/>
		);

	return (
		<Frame
			title="Send"
			under={
				sources.length === 1 ? `from ${source.chain.title}` : "one payment"
			}
			onBack={() => go("home")}
			footer={
				waiting !== undefined ? (
					<Button key="review" main onClick={() => go("approve", waiting.id)}>
						Review it
					</Button>
				) : (
					<Button
						key="make"
						main
						busy={making.busy || made !== null}
						disabled={!ready}
						onClick={() => {
							if (address.address !== null && value !== null)
								prepare(address.address, value);
						}}
					>
						{making.busy ? "Proving what it needs" : "Make the order"}
					</Button>
				)
			}
		>
			<div class="read">
				{waiting === undefined ? null : (
					<GoesFirst key={waiting.id} order={waiting} />
				)}
				<Offline />
				{sources.length < 2 ? null : (
					<fieldset class="choice flat">
						<legend>From</legend>
						{sources.map(({ chain }) => (
							<label key={chain.chainId}>
								<input
									type="radio"
									name="chain"
									checked={chain.chainId === source.chain.chainId}
									onChange={() => change({ chainId: chain.chainId })}
								/>
								<span>{chain.title}</span>
							</label>
						))}
					</fieldset>
				)}
				{source.chain.fault === null ? null : (
					<p class="warn-line">
						<Icon name="stop" size={15} />
						<span>
							No new orders on {source.chain.title}.{" "}
							{faultWords(source.chain.fault.code).says}{" "}
							<code>{source.chain.fault.code}</code>
						</span>
					</p>
				)}
				<Field
					name="To"
					value={to}
					onValue={(next) => change({ to: next })}
					mono
					autofocus
					wrong={to.trim() === "" ? null : address.wrong}
					note={
						address.address === null || note === null ? (
							onRollup ? (
								"The L1 address of somebody who has an account on this rollup."
							) : (
								"An address, 0x and 40 characters."
							)
						) : (
							<>
								<Chunks
									groups={["0x", ...chunks(checksummed(address.address))]}
								/>
								<span class={note.warn ? "warn-line" : ""}>
									{note.warn ? <Icon name="stop" size={15} /> : null}
									{note.says}
								</span>
							</>
						)
					}
				/>
				<Field
					name={`Amount in ${source.symbol}`}
					value={typed}
					onValue={setTyped}
					numeric
					wrong={amountWrong}
					after={
						<Button
							busy={most.busy}
							disabled={
								!onRollup && (address.address === null || waiting !== undefined)
							}
							label="Send the most that can be sent"
							onClick={() => {
								if (onRollup) setTyped(formatUnits(funds, source.decimals));
								else if (address.address !== null) useMost(address.address);
							}}
						>
							Max
						</Button>
					}
					note={
						value === null || typed === ""
							? onRollup
								? "There is no fee on this rollup."
								: "The fee comes on top. Max leaves room for it."
							: `${groupDigits(formatUnits(value, source.decimals))} ${source.symbol}, ${onRollup ? "no fee" : "and the fee on top"}`
					}
				/>
				<div class="card quiet-card">
					<div>
						<span class="mute">Proved on {source.chain.title}</span>
						<Exact
							value={proved}
							decimals={source.decimals}
							symbol={source.symbol}
						/>
					</div>
					<div>
						<Grade grade={source.proved.grade} />
						<Age asOfS={source.proved.grade.asOfS} />
					</div>
					{underWay === 0n ? null : (
						<p class="small">
							{formatUnits(underWay, source.decimals)} {source.symbol} of it are
							under way.
						</p>
					)}
					<Warning words={source.chain.warning} />
				</div>
				{unable.length === 0 ? null : (
					<p class="small">
						From {unable.map(({ title }) => title).join(", ")} nothing can be
						sent yet: nonce and fee there cannot be proved.
					</p>
				)}
				<p class="small">
					{onRollup
						? "Nonce, balance and the recipient's account are proved, and the rollup's validity proof is checked again, before you see the order. You decide on the next screen."
						: "Nonce, balance, recipient and fee are proved for the order before you see it. You decide on the next screen."}
				</p>
			</div>
		</Frame>
	);
};
