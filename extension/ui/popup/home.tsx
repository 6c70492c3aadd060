// The first screen: what is proved, by chain; what waits for a decision; what went wrong.

import type { WalletView } from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { faultWords } from "../../../src/words/faults.ts";
import { Unchecked } from "../accounts/backup.tsx";
import { isWatched } from "../accounts/names.ts";
import { AboutWorth } from "../activity/about-worth.tsx";
import { leavable } from "../leavable.ts";
import { SyncProgress } from "../parts/arc.tsx";
import { Button, Section } from "../parts/basic.tsx";
import { missingEndpoints, useAskAgain } from "../parts/endpoints.tsx";
import { FaultCode, FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Icon } from "../parts/icon.tsx";
import { Note } from "../parts/note.tsx";
import { Offline } from "../parts/offline.tsx";
import { Stuck } from "../parts/stuck.tsx";
import { UnconfirmedCard } from "../parts/unconfirmed.tsx";
import { go } from "../route.ts";
import { useShared } from "../wallet.tsx";
import { Leaving, Waiting } from "./asks.tsx";
import { ChainRow, CoinSum } from "./balances.tsx";
import { AccountLine, HeadLine, Stopped } from "./head.tsx";
import { LatestMessages } from "./messages.tsx";
import { OrderRow } from "./order-row.tsx";
import { goEndpoints } from "./settings.tsx";
import { totals } from "./totals.ts";

type HomeProps = { readonly view: WalletView };

/** Who was caught. It stands on top: nobody should have to look for it. */
const PutAside = ({ view }: HomeProps) => {
	const asking = useAskAgain();
	const aside = view.endpoints.filter(({ state }) => state === "put-aside");
	const [one] = aside;
	if (one === undefined) return null;
	return (
		<Note
			tone="bad"
			role="status"
			title={
				aside.length === 1
					? `Set aside: ${one.name} gave a wrong answer.`
					: `Set aside: ${aside.length} endpoints gave wrong answers.`
			}
		>
			<p>It was caught; nothing you see rests on it.</p>
			<ul class="plain">
				{aside.map((endpoint) => (
					<li key={`${endpoint.chainId} ${endpoint.role} ${endpoint.url}`}>
						<b>{endpoint.name}</b>
						{endpoint.fault === null ? null : (
							<>
								: {faultWords(endpoint.fault.code).says}
								<FaultCode fault={{ ...endpoint.fault, source: null }} />
							</>
						)}
					</li>
				))}
			</ul>
			<FaultNote fault={asking.fault} title="It was not asked again." />
			<div class="note-do">
				<Button
					busy={asking.busy}
					onClick={() => asking.again(...aside.map(({ chainId }) => chainId))}
					label={
						aside.length === 1
							? `Ask ${one.name} again`
							: `Ask these ${aside.length} again`
					}
				>
					Ask again
				</Button>
				<Button quiet onClick={goEndpoints}>
					Endpoints
				</Button>
			</div>
		</Note>
	);
};

/** Without one of a kind nothing new can be proved; what is proved stays. */
const NobodyToAsk = ({ view }: HomeProps) => {
	if (view.setup !== "endpoints") return null;
	return (
		<Note
			tone="wait"
			role="status"
			title={missingEndpoints(view).join(" ") || "An endpoint is missing."}
		>
			<p>
				Without one nothing new can be shown or sent. Your money is where it
				was.
			</p>
			<div class="note-do">
				<Button onClick={goEndpoints}>Choose one</Button>
			</div>
		</Note>
	);
};

/** What the engine could not tell in a form that can be drawn: never silently missing. */
const LeftOut = ({ view }: HomeProps) =>
	view.leftOut === undefined ? null : (
		<Note tone="bad" role="alert" title="Not everything can be shown.">
			{view.leftOut
				.map((one) => wordsOf(one))
				.map((says) => (
					<p key={says}>{says}</p>
				))}
		</Note>
	);

/** Is the light client on its way to the head? */
const isSyncing = ({ sync, stopped }: WalletView): boolean =>
	sync.phase !== "following" && sync.phase !== "stopped" && stopped === null;

/** What there is: the sums, then chain by chain. */
const Holdings = ({ view }: HomeProps) => {
	const syncing = isSyncing(view);
	return (
		<div class="holds">
			{syncing ? (
				<>
					<SyncProgress sync={view.sync} />
					<p class="meanwhile">
						Numbers appear here as they are proved. Meanwhile you can receive:
						your address is ready.
					</p>
				</>
			) : null}
			{totals(view.chains).map((sum) => (
				<CoinSum key={`${sum.symbol} ${sum.decimals}`} sum={sum} />
			))}
			<AboutWorth />
			<ul class="rows" aria-label="Balances by chain">
				{view.chains.map((chain) => (
					<ChainRow
						key={chain.chainId}
						view={view}
						chain={chain}
						// The arc above says it already.
						fault={
							syncing && chain.fault?.code === "not-synced" ? null : chain.fault
						}
					/>
				))}
			</ul>
		</div>
	);
};

const mostOrders = 3;

const LatestOrders = ({ view }: HomeProps) => {
	const orders = view.orders.filter(({ state }) => state !== "waiting");
	return orders.length === 0 ? null : (
		<Section
			title="Orders"
			aside={
				orders.length > mostOrders ? (
					<Button quiet onClick={() => go("orders")}>
						All {orders.length + (view.olderOrders ?? 0)}
					</Button>
				) : null
			}
		>
			<ul class="rows">
				{orders.slice(0, mostOrders).map((order) => (
					<OrderRow key={order.id} order={order} />
				))}
			</ul>
		</Section>
	);
};

/** Nothing is sent from an account that is only watched. */
const SendButton = ({ view }: HomeProps) => {
	const { status } = useShared();
	const watched = isWatched(status, view.account);
	return (
		<Button
			main
			disabled={view.stopped !== null || watched}
			label={watched ? "Send: not from a watched account" : undefined}
			onClick={() => go("send")}
		>
			Send
		</Button>
	);
};

/** Where one can go from here. */
const Ways = ({ view }: HomeProps) => (
	<>
		<Button onClick={() => go("receive")}>Receive</Button>
		<SendButton view={view} />
		{leavable(view).length + view.exits.journeys.length === 0 ? null : (
			<Button onClick={() => go("leave")}>Leave an L2</Button>
		)}
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
);

export const Home = () => {
	const { view, lost } = useShared();
	return (
		<Frame
			title="Sextant"
			under={<AccountLine view={view} />}
			aside={<HeadLine view={view} />}
			footer={<Ways view={view} />}
		>
			<FaultNote fault={lost} title="This is an older view.">
				<p>The engine is not answering. It is being asked again.</p>
			</FaultNote>
			<Stopped view={view} />
			<UnconfirmedCard />
			<Unchecked />
			<LeftOut view={view} />
			<NobodyToAsk view={view} />
			<Offline />
			<Stuck />
			<PutAside view={view} />
			<div class="columns">
				<div class="asks">
					<Waiting view={view} />
					<Leaving view={view} />
				</div>
				<Holdings view={view} />
				<div class="rest">
					<LatestOrders view={view} />
					<LatestMessages view={view} />
				</div>
			</div>
		</Frame>
	);
};
