// What is proved: a sum for each coin, and a row for each chain with its balances.

import type {
	BalanceView,
	ChainView,
	WalletView,
} from "../../../src/protocol/views.ts";
import { faultWords } from "../../../src/words/faults.ts";
import { keptWords } from "../exit-words.ts";
import { keptOf, livenessOf } from "../leavable.ts";
import { verdictWords } from "../liveness-words.ts";
import {
	BalanceAge,
	BalanceFigure,
	Grade,
	Short,
	Unproved,
	Warning,
} from "../parts/amount.tsx";
import { Button } from "../parts/basic.tsx";
import { FaultCode } from "../parts/fault.tsx";
import { useHidden } from "../parts/hidden.tsx";
import { Icon } from "../parts/icon.tsx";
import { KeptAge, Verdict } from "../parts/verdict.tsx";
import { go } from "../route.ts";
import { useNow } from "../wallet.tsx";
import { notesOf, provedBalance } from "../words.ts";
import { type Total, totalSays } from "./totals.ts";

/** The sum of one coin, and how much of it is proved. */
export const CoinSum = ({ sum }: { readonly sum: Total }) => (
	<div class="total">
		<p
			class={sum.how === "proved" ? "sum" : "sum greyed"}
			data-amount={sum.amount === null ? "unproved" : sum.how}
		>
			{sum.amount === null ? (
				<>
					<span aria-hidden="true">—</span> {sum.symbol}
				</>
			) : (
				<Short
					value={sum.amount}
					decimals={sum.decimals}
					symbol={sum.symbol}
					large
				/>
			)}
		</p>
		<p class="sum-says">{totalSays(sum, useNow())}</p>
	</div>
);

const BalanceRow = ({
	chain,
	balance,
	first,
	note,
}: {
	readonly chain: ChainView;
	readonly balance: BalanceView;
	readonly note: string | undefined;
	/** The chain's own coin carries the chain's name; tokens stand below it. */
	readonly first: boolean;
}) => {
	const proved = provedBalance(balance);
	const hidden = useHidden();
	const inside = (
		<>
			<span class="row-name">
				<b>{first ? chain.title : balance.symbol}</b>
				{proved === null ? (
					<Unproved
						{...(balance.lastKnown === undefined
							? {}
							: { words: "not checked again yet" })}
					/>
				) : (
					<Grade grade={proved.grade} how={balance.how} />
				)}
				<Warning words={first ? chain.warning : null} />
			</span>
			<span class="row-amount">
				<BalanceFigure balance={balance} />
				<BalanceAge balance={balance} />
			</span>
		</>
	);
	return (
		<>
			{proved === null ? (
				<div class="row-part">{inside}</div>
			) : (
				<button
					type="button"
					class="row-part"
					aria-label={`${first ? chain.title : `${balance.symbol} on ${chain.title}`}: show the reasons behind this number`}
					onClick={() => go("trail", proved.trailId)}
				>
					{inside}
					<Icon name="on" size={14} />
				</button>
			)}
			{note === undefined || hidden ? null : (
				// it may say an amount
				<p class="row-note">{note}</p>
			)}
		</>
	);
};

/** How alive a rollup is by L1's facts, and how old what is kept for leaving it is. */
const AliveLine = ({
	view,
	chain,
}: {
	readonly view: WalletView;
	readonly chain: ChainView;
}) => {
	const now = useNow();
	const alive = livenessOf(view, chain.chainId);
	const kept = keptOf(view, chain.chainId);
	if (alive === undefined && kept === undefined) return null;
	const keptSays = keptWords(kept, now);
	const says = [
		...(alive === undefined ? [] : [verdictWords(alive, now)]),
		...(keptSays === null ? [] : [keptSays]),
	].join("; ");
	return (
		<button
			type="button"
			class="row-alive"
			aria-label={`${chain.title}: ${says}. Show more.`}
			onClick={() =>
				go(alive === undefined ? "leave" : "alive", String(chain.chainId))
			}
		>
			{alive === undefined ? <span /> : <Verdict alive={alive} />}
			<KeptAge kept={kept} />
		</button>
	);
};

/** Why no order is made on this chain. */
const NoOrders = ({
	chain,
	fault,
}: {
	readonly chain: ChainView;
	readonly fault: NonNullable<ChainView["fault"]>;
}) => {
	const { says, todo } = faultWords(fault.code);
	return (
		<div class="row-fault">
			<p>
				<b>No new orders here.</b> {says} {todo}
			</p>
			<FaultCode fault={fault} />
			{chain.halt === null ? null : (
				<Button onClick={() => go("halt", String(chain.chainId))}>
					What happened, and the evidence
				</Button>
			)}
		</div>
	);
};

export const ChainRow = ({
	view,
	chain,
	fault,
}: {
	readonly view: WalletView;
	readonly chain: ChainView;
	readonly fault: ChainView["fault"];
}) => {
	const notes = notesOf(chain, fault);
	const verdict = livenessOf(view, chain.chainId)?.verdict;
	const isTroubled =
		fault !== null || verdict === "stalled" || verdict === "frozen";
	return (
		<li class={isTroubled ? "row troubled" : "row"}>
			{chain.balances.length === 0 ? (
				<div class="row-part">
					<span class="row-name">
						<b>{chain.title}</b>
						<Unproved words="nothing proved yet" />
					</span>
					<span class="row-amount" aria-hidden="true">
						—
					</span>
				</div>
			) : (
				chain.balances.map((balance, i) => (
					<BalanceRow
						key={balance.token ?? "coin"}
						chain={chain}
						balance={balance}
						first={i === 0}
						note={notes.get(balance)}
					/>
				))
			)}
			<AliveLine view={view} chain={chain} />
			{fault === null ? null : <NoOrders chain={chain} fault={fault} />}
		</li>
	);
};
