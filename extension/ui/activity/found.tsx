// What was found in blocks: a row of it, and the look through more blocks, with which were looked through and what that does not say.

import { useCallback, useEffect, useState } from "preact/hooks";
import type { Fault } from "../../../src/base/fault.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import {
	type ArrivalLook,
	type FoundView,
	mostFound,
	type Stretch,
} from "../../../src/protocol/arrival-views.ts";
import { Short } from "../parts/amount.tsx";
import { Button, Hash, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { timeOf } from "./arrival.tsx";

export const FoundRow = ({ one }: { readonly one: FoundView }) => {
	const words = say().happened;
	const { view } = useShared();
	const { chainId, token, from, amount, hash, named, blockNumber, atS } = one;
	const chain = view.chains.find((each) => each.chainId === chainId);
	return (
		<li class="row">
			<div class="row-part">
				<span class="row-name">
					<b>
						{words.arrived} +
						{named === null ? (
							words.unitsOf(groupDigits(amount))
						) : (
							<Short value={BigInt(amount)} {...named} />
						)}
					</b>
					{named !== null || token === null ? null : (
						<span class="row-says">
							{words.ofContract} <code class="whole">{checksummed(token)}</code>
						</span>
					)}
					<span class="row-says">
						{words.sentBy} <code class="whole">{checksummed(from)}</code>
					</span>
					<span class="row-says">
						{chain === undefined ? null : `${chain.title}, `}
						{timeOf(atS)}, {words.block(groupDigits(blockNumber))},{" "}
						<Hash value={hash} what="hash" />
					</span>
					<span class="row-says">
						{one.event === null ? words.byTransaction : words.byEvent}.{" "}
						{words.finality.final}.
					</span>
				</span>
			</div>
		</li>
	);
};

export type Looking = {
	/** Null before it was read, and where there is nothing to look in. */
	readonly look: ArrivalLook | null;
	readonly busy: boolean;
	readonly fault: Fault | null;
	readonly begin: () => void;
	readonly stop: () => void;
};

/** How far the look is, asked for again while one is under way. */
export const useLooking = (): Looking => {
	const { wallet } = useShared();
	const [look, setLook] = useState<ArrivalLook | null>(null);
	const { busy, fault, run } = useWork();
	const read = useCallback(
		() =>
			void wallet
				.engine("arrival.found", undefined)
				.then(setLook, () => setLook(null)),
		[wallet],
	);
	const isRunning = look !== null && look.running !== null;
	useEffect(() => {
		read();
		if (!isRunning) return;
		const timer = setInterval(read, 1_000);
		return () => clearInterval(timer);
	}, [read, isRunning]);
	const ask = (what: "arrival.look" | "arrival.stop") => () =>
		void run(async () => setLook(await wallet.engine(what, undefined)));
	return {
		...{ look, busy, fault },
		begin: ask("arrival.look"),
		stop: ask("arrival.stop"),
	};
};

const LookedThrough = ({ of }: { readonly of: Stretch }) => {
	const words = say().happened;
	return (
		<li>
			{words.stretch(
				groupDigits(of.from),
				groupDigits(of.to),
				timeOf(of.fromS),
				timeOf(of.toS),
			)}
			{of.unread === 0 ? null : (
				<p class="small">{words.unreadIn(of.unread)}</p>
			)}
		</li>
	);
};

/** Which blocks, what was not in them, and what of others is not said. */
const Looked = ({ look }: { readonly look: ArrivalLook }) => {
	const words = say().happened;
	const { rows, stretches, isAtEnd, mostBack } = look;
	if (stretches.length === 0) return null;
	return (
		<>
			<p>{words.lookedThrough}</p>
			<ul class="plain">
				{stretches.map((one) => (
					<LookedThrough key={one.to} of={one} />
				))}
			</ul>
			{rows.length === 0 ? <p>{words.nothingInThem}</p> : null}
			<p class="small">{words.notRuledOut}</p>
			{rows.length < mostFound ? null : (
				<p class="small">{words.keptAtMost(groupDigits(mostFound))}</p>
			)}
			{isAtEnd ? (
				<p class="small">{words.asFarAsItGoes(groupDigits(mostBack))}</p>
			) : null}
		</>
	);
};

export const LookForArrivals = ({
	look,
	busy,
	fault,
	begin,
	stop,
}: Looking) => {
	const words = say().happened;
	if (look === null) return null;
	const { running, stretches } = look;
	return (
		<Section title={words.lookTitle}>
			<p class="small">{words.lookSays}</p>
			<Looked look={look} />
			{running === null ? (
				<Button busy={busy} onClick={begin}>
					{stretches.length === 0 ? words.lookNow : words.lookOn}
				</Button>
			) : (
				<>
					<p role="status">{words.lookingAt(running.done, running.of)}</p>
					<progress
						aria-label={words.lookTitle}
						value={running.done}
						max={running.of}
					/>
					<div class="buttons left">
						<Button onClick={stop}>{words.lookStop}</Button>
					</div>
				</>
			)}
			<FaultNote fault={fault} title={words.notLooked} />
			{look.fault === null ? null : (
				<FaultNote fault={look.fault} title={words.lookEnded} />
			)}
		</Section>
	);
};
