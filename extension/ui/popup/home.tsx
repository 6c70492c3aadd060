// The first screen: what is proved, by chain; what waits for a decision; what went wrong.

import { ageWords, groupDigits, shortHex } from "../../../src/base/units.ts";
import type {
	BalanceView,
	ChainView,
	OrderView,
	WalletView,
} from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { faultWords } from "../../../src/words/faults.ts";
import { checksummed } from "../address.ts";
import { keptOf, keptWords, livenessOf, verdictWords } from "../exit-words.ts";
import { openPage } from "../host.ts";
import { cutOffShort } from "../known.ts";
import {
	BalanceAge,
	BalanceFigure,
	Exact,
	Grade,
	Short,
	Unproved,
	Warning,
} from "../parts/amount.tsx";
import { SyncProgress } from "../parts/arc.tsx";
import { Button, Section } from "../parts/basic.tsx";
import { FaultCode, FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Icon } from "../parts/icon.tsx";
import { Journey } from "../parts/journey.tsx";
import { Offline, useCutOff } from "../parts/offline.tsx";
import { UnconfirmedCard } from "../parts/unconfirmed.tsx";
import { KeptAge, Verdict } from "../parts/verdict.tsx";
import { go } from "../route.ts";
import { useNow, useShared } from "../wallet.tsx";
import {
	chainTitle,
	coinOn,
	hostOf,
	notesOf,
	phaseWords,
	provedBalance,
	signedWords,
	totalSays,
} from "../words.ts";
import { JourneyRow } from "./exit-list.tsx";
import { goEndpoints } from "./settings.tsx";
import { totals } from "./totals.ts";

/** Where the light client is: the part of the header that says how near to the head everything below is. */
export const HeadLine = ({ view }: { readonly view: WalletView }) => {
	const now = useNow();
	const { sync, stopped } = view;
	const head = sync.optimistic ?? sync.final;
	const cutOff = useCutOff();
	const [tone, first] =
		stopped !== null || sync.phase === "stopped"
			? ["bad", "Stopped"]
			: sync.phase !== "following"
				? ["wait", phaseWords[sync.phase]]
				: cutOff !== null
					? ["wait", cutOffShort(view)]
					: sync.stale === true
						? ["wait", "Asking for newer headers"]
						: sync.final === null
							? ["wait", "Nothing final yet"]
							: ["ok", `Final at slot ${groupDigits(sync.final.slot)}`];
	return (
		<button
			type="button"
			class="head-line"
			aria-label={`${first}. Show the state of the sync.`}
			onClick={() => go("sync")}
		>
			<span class={`tone ${tone}`}>
				<i class={`dot ${tone}`} aria-hidden="true" />
				{first}
			</span>
			<small>
				{head === null
					? "no header yet"
					: `head ${ageWords(head.timeS, now)}, ${signedWords(head)}`}
			</small>
		</button>
	);
};

export const AccountLine = ({ view }: { readonly view: WalletView }) =>
	view.account === null ? (
		<span>no account yet</span>
	) : (
		<button
			type="button"
			class="account"
			aria-label={`Account ${view.account}. Switch account.`}
			onClick={() => go("accounts")}
		>
			<code>{shortHex(checksummed(view.account))}</code>
			<Icon name="down" size={12} />
		</button>
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
			{note === undefined ? null : <p class="row-note">{note}</p>}
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

const ChainRow = ({
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
			{fault === null ? null : (
				<div class="row-fault">
					<p>
						<b>No new orders here.</b> {faultWords(fault.code).says}{" "}
						{faultWords(fault.code).todo}
					</p>
					<FaultCode fault={fault} />
					{chain.halt === null ? null : (
						<Button onClick={() => go("halt", String(chain.chainId))}>
							What happened, and the evidence
						</Button>
					)}
				</div>
			)}
		</li>
	);
};

const Waiting = ({ view }: { readonly view: WalletView }) => {
	const orders = view.orders.filter(({ state }) => state === "waiting");
	if (view.requests.length + orders.length === 0) return null;
	return (
		<Section title="Waiting for you">
			<ul class="rows">
				{view.requests.map((request) => (
					<li key={request.id} class="row">
						<button
							type="button"
							class="row-part"
							aria-label={`Review: ${request.origin} asks. ${wordsOf(request.says)}`}
							onClick={() => go("request", request.id)}
						>
							<span class="row-name">
								<b>{hostOf(request.origin)}</b>
								<span class="row-says">{wordsOf(request.says)}</span>
							</span>
							<span class="review">Review</span>
						</button>
					</li>
				))}
				{orders.map((order) => (
					<li key={order.id} class="row">
						<button
							type="button"
							class="row-part"
							aria-label={
								order.exit === null
									? `Review the order to ${order.to}`
									: `Review: ${wordsOf(order.exit.title)}, a step of leaving ${chainTitle(view, order.exit.chainId)}`
							}
							onClick={() => go("approve", order.id)}
						>
							{order.exit === null ? (
								<span class="row-name">
									<b>
										{order.origin === null
											? "Your order"
											: hostOf(order.origin)}
									</b>
									<span class="row-says">
										<Exact
											value={BigInt(order.valueWei)}
											{...coinOn(view, order.chainId)}
										/>{" "}
										to <code>{shortHex(checksummed(order.to))}</code>
									</span>
								</span>
							) : (
								<span class="row-name">
									<b>{wordsOf(order.exit.title)}</b>
									<span class="row-says">
										a step of leaving{" "}
										<bdi>{chainTitle(view, order.exit.chainId)}</bdi>
									</span>
								</span>
							)}
							<span class="review">Review</span>
						</button>
					</li>
				))}
			</ul>
		</Section>
	);
};

export const OrderRow = ({ order }: { readonly order: OrderView }) => {
	const { view } = useShared();
	return (
		<li class="row">
			<button
				type="button"
				class="row-part"
				aria-label={
					order.exit === null
						? `Order to ${order.to}, ${order.state}`
						: `${wordsOf(order.exit.title)}, a step of an exit, ${order.state}`
				}
				onClick={() => go("order", order.id)}
			>
				{order.exit === null ? (
					<span class="row-name">
						<b>
							Send{" "}
							<Short
								value={BigInt(order.valueWei)}
								{...coinOn(view, order.chainId)}
							/>
						</b>
						<span class="row-says">
							to <code>{shortHex(checksummed(order.to))}</code>
						</span>
					</span>
				) : (
					<span class="row-name">
						<b>{wordsOf(order.exit.title)}</b>
						<span class="row-says">a step of leaving an L2</span>
					</span>
				)}
				<Icon name="on" size={14} />
			</button>
			<Journey order={order} />
		</li>
	);
};

/** An exit that is over stays on the first screen this long. */
const overMs = 24 * 3_600_000;
/** The balances are still to be seen below. */
const mostShown = 2;

const Leaving = ({ view }: { readonly view: WalletView }) => {
	const now = useNow();
	const shown = view.exits.journeys.filter(({ outcome, stages, startedMs }) => {
		if (outcome !== "done") return true;
		const lastMs = Math.max(
			startedMs,
			...stages.map(({ seenMs }) => seenMs ?? 0),
		);
		return now - lastMs < overMs;
	});
	if (shown.length === 0) return null;
	// What asks for a click first, then what is under way.
	const place = ({ outcome, click }: (typeof shown)[number]): number =>
		outcome !== "under-way" ? 2 : click === null ? 1 : 0;
	const sorted = [...shown].sort((a, b) => place(a) - place(b));
	return (
		<Section
			title="Leaving"
			aside={
				sorted.length > mostShown ? (
					<Button quiet label="All exits" onClick={() => go("leave")}>
						All {sorted.length}
					</Button>
				) : null
			}
		>
			<ul class="rows">
				{sorted.slice(0, mostShown).map((exit) => (
					<JourneyRow key={exit.id} exit={exit} brief />
				))}
			</ul>
		</Section>
	);
};

const PutAside = ({ view }: { readonly view: WalletView }) => {
	const aside = view.endpoints.filter(({ state }) => state === "put-aside");
	if (aside.length === 0) return null;
	return (
		<Section
			title="Put aside"
			aside={
				<Button quiet onClick={goEndpoints}>
					Endpoints
				</Button>
			}
		>
			<ul class="plain">
				{aside.map((endpoint) => (
					<li key={`${endpoint.chainId} ${endpoint.role} ${endpoint.url}`}>
						<b>{endpoint.name}</b> gave an answer that failed a check.
						{endpoint.fault === null ? null : (
							<>
								{" "}
								{faultWords(endpoint.fault.code).says}
								<FaultCode fault={{ ...endpoint.fault, source: null }} />
							</>
						)}
					</li>
				))}
			</ul>
		</Section>
	);
};

export const Stopped = ({ view }: { readonly view: WalletView }) => {
	if (view.stopped === null) return null;
	const again =
		view.stopped.code === "conflict" || view.stopped.code === "checkpoint-age";
	return (
		<FaultNote fault={view.stopped} title="Nothing is signed now.">
			{again ? (
				<Button onClick={() => void openPage("onboarding.html#checkpoint")}>
					Choose a checkpoint
				</Button>
			) : null}
		</FaultNote>
	);
};

/** What the engine could not tell in a form that can be drawn: never silently missing. */
const LeftOut = ({ view }: { readonly view: WalletView }) =>
	view.leftOut === undefined ? null : (
		<div class="note bad" role="alert">
			<div class="note-head">
				<Icon name="stop" size={18} />
				<b>Not everything can be shown.</b>
			</div>
			{view.leftOut
				.map((one) => wordsOf(one))
				.map((says) => (
					<p key={says}>{says}</p>
				))}
		</div>
	);

export const Home = () => {
	const { view, lost } = useShared();
	const now = useNow();
	const sums = totals(view.chains);
	const syncing =
		view.sync.phase !== "following" &&
		view.sync.phase !== "stopped" &&
		view.stopped === null;
	const orders = view.orders.filter(({ state }) => state !== "waiting");
	return (
		<Frame
			title="Sextant"
			under={<AccountLine view={view} />}
			aside={<HeadLine view={view} />}
			footer={
				<>
					<Button onClick={() => go("receive")}>Receive</Button>
					<Button
						main
						disabled={view.stopped !== null}
						onClick={() => go("send")}
					>
						Send
					</Button>
					<Button onClick={() => go("leave")}>Leave an L2</Button>
					<button
						type="button"
						class="button settings"
						aria-label="Settings"
						title="Settings"
						onClick={() => go("settings")}
					>
						<Icon name="settings" />
					</button>
				</>
			}
		>
			{lost === null ? null : (
				<FaultNote fault={lost} title="This is an older view.">
					<p>The engine does not answer. It is asked again.</p>
				</FaultNote>
			)}
			<Stopped view={view} />
			<UnconfirmedCard />
			<LeftOut view={view} />
			<Offline />
			<div class="columns">
				<div class="asks">
					<Waiting view={view} />
					<Leaving view={view} />
				</div>
				<div class="holds">
					{syncing ? (
						<>
							<SyncProgress sync={view.sync} />
							<p class="meanwhile">
								Numbers appear here as they are proved. Meanwhile you can
								receive: your address is ready.
							</p>
						</>
					) : null}
					{sums.map((sum) => (
						<div class="total" key={`${sum.symbol} ${sum.decimals}`}>
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
							<p class="sum-says">{totalSays(sum, now)}</p>
						</div>
					))}
					<ul class="rows" aria-label="Balances by chain">
						{view.chains.map((chain) => (
							<ChainRow
								key={chain.chainId}
								view={view}
								chain={chain}
								// The arc above says it already.
								fault={
									syncing && chain.fault?.code === "not-synced"
										? null
										: chain.fault
								}
							/>
						))}
					</ul>
				</div>
				<div class="rest">
					{orders.length === 0 ? null : (
						<Section
							title="Orders"
							aside={
								orders.length > 3 ? (
									<Button quiet onClick={() => go("orders")}>
										All {orders.length + (view.olderOrders ?? 0)}
									</Button>
								) : null
							}
						>
							<ul class="rows">
								{orders.slice(0, 3).map((order) => (
									<OrderRow key={order.id} order={order} />
								))}
							</ul>
						</Section>
					)}
					<PutAside view={view} />
				</div>
			</div>
		</Frame>
	);
};
