// The first screen: what is proved, by what it is; what waits for a decision; what went wrong.

import { useState } from "preact/hooks";
import type { WalletView } from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { faultWords } from "../../../src/words/faults.ts";
import { Unchecked } from "../accounts/backup.tsx";
import { isWatched } from "../accounts/names.ts";
import { AboutWorth } from "../activity/about-worth.tsx";
import { Batches } from "../batch/rows.tsx";
import { ChainTroubles } from "../home/alive.tsx";
import { AssetLine } from "../home/asset-line.tsx";
import { assetsOn, type HeldAsset, setAside } from "../home/assets.ts";
import { FindBar, FoundPages, type HomeFilter } from "../home/find.tsx";
import { usePainted } from "../home/painted.ts";
import { CoinTotal } from "../home/total.tsx";
import { Unproved } from "../parts/amount.tsx";
import { SyncProgress } from "../parts/arc.tsx";
import { Button, Section } from "../parts/basic.tsx";
import { missingEndpoints, useAskAgain } from "../parts/endpoints.tsx";
import { FaultCode, FaultNote } from "../parts/fault.tsx";
import { Icon } from "../parts/icon.tsx";
import { Note } from "../parts/note.tsx";
import { Offline } from "../parts/offline.tsx";
import { Place } from "../parts/place.tsx";
import { Stuck } from "../parts/stuck.tsx";
import { UnconfirmedCard } from "../parts/unconfirmed.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useShared } from "../wallet.tsx";
import { chainTitle } from "../words.ts";
import { Leaving, Waiting } from "./asks.tsx";
import { Stopped } from "./head.tsx";
import { OrderRow } from "./order-row.tsx";
import { goEndpoints } from "./settings.tsx";

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
					? say().home.setAside(one.name)
					: say().home.setAsideMany(aside.length)
			}
		>
			<p>{say().home.caught}</p>
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
			<FaultNote fault={asking.fault} title={say().home.notAskedAgain} />
			<div class="note-do">
				<Button
					busy={asking.busy}
					onClick={() => asking.again(...aside.map(({ chainId }) => chainId))}
					label={
						aside.length === 1
							? say().home.askOneAgain(one.name)
							: say().home.askAllAgain(aside.length)
					}
				>
					{say().home.askAgain}
				</Button>
				<Button quiet onClick={goEndpoints}>
					{say().home.endpoints}
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
			title={missingEndpoints(view).join(" ") || say().home.endpointMissing}
		>
			<p>{say().home.withoutOne}</p>
			<div class="note-do">
				<Button onClick={goEndpoints}>{say().home.chooseOne}</Button>
			</div>
		</Note>
	);
};

/** What the engine could not tell in a form that can be drawn: never silently missing. */
const LeftOut = ({ view }: HomeProps) =>
	view.leftOut === undefined ? null : (
		<Note tone="bad" role="alert" title={say().home.leftOut}>
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

/** The arc says it already. */
const isHushed =
	(view: WalletView) =>
	({ fault }: WalletView["chains"][number]): boolean =>
		isSyncing(view) && fault?.code === "not-synced";

/** What is no proper line: closed, but where it is what was searched for. */
const Aside = ({
	view,
	assets,
	isOpen,
}: HomeProps & {
	readonly assets: readonly HeldAsset[];
	readonly isOpen: boolean;
}) => {
	const { home } = say();
	const [open, setOpen] = useState(false);
	if (assets.length === 0) return null;
	return (
		<>
			<p class="small">
				{home.aside(assets.length)}{" "}
				{isOpen ? null : (
					<Button quiet onClick={() => setOpen(!open)}>
						{open ? home.asideHide : home.asideShow}
					</Button>
				)}
			</p>
			{open || isOpen ? (
				<ul class="rows" aria-label={home.asideList}>
					{assets.map((asset) => (
						<AssetLine key={asset.key} view={view} asset={asset} />
					))}
				</ul>
			) : null}
		</>
	);
};

/** What there is: the sum, then line by line. */
const Holdings = ({ view }: HomeProps) => {
	const { home } = say();
	const [finding, setFinding] = useState<HomeFilter | null>(null);
	const syncing = isSyncing(view);
	const { chainId, typed } = finding ?? { chainId: null, typed: "" };
	const assets = assetsOn(view.chains, chainId, typed);
	const { proper, aside } = setAside(assets);
	return (
		<div class="holds">
			{syncing ? (
				<>
					<SyncProgress sync={view.sync} />
					<p class="meanwhile">{home.meanwhile}</p>
				</>
			) : null}
			<CoinTotal />
			<AboutWorth />
			<Ways view={view} finding={finding} onFinding={setFinding} />
			{finding === null ? null : (
				<FindBar view={view} finding={finding} onFinding={setFinding} />
			)}
			<ul class="rows" aria-label={home.assetList}>
				{proper.map((asset) => (
					<AssetLine key={asset.key} view={view} asset={asset} />
				))}
				{view.chains
					.filter(
						(chain) =>
							chain.balances.length === 0 &&
							typed === "" &&
							(chainId === null || chain.chainId === chainId),
					)
					.map(({ chainId: id, title }) => (
						<li key={id} class="row">
							<div class="row-part">
								<span class="row-name">
									<b>{title}</b>
									<Unproved words={home.nothingProved} />
								</span>
								<span class="row-amount" aria-hidden="true">
									—
								</span>
							</div>
						</li>
					))}
			</ul>
			<Aside view={view} assets={aside} isOpen={typed !== ""} />
			<ChainTroubles view={view} which="others" hushed={isHushed(view)} />
			{chainId === null ? null : (
				<p class="small">{home.onlyShown(chainTitle(view, chainId))}</p>
			)}
			<FoundPages view={view} typed={typed} />
			{typed === "" || assets.length > 0 ? null : (
				<p class="small">{home.nothingFound}</p>
			)}
		</div>
	);
};

const mostOrders = 3;

/** Payments that are not final yet: what happened stands in the other place. */
const UnderWay = ({ view }: HomeProps) => {
	const orders = view.orders.filter(
		({ state }) =>
			state === "signed" || state === "sent" || state === "included",
	);
	return orders.length === 0 ? null : (
		<Section
			title={say().home.underWay}
			aside={
				orders.length > mostOrders ? (
					<Button quiet onClick={() => go("activity")}>
						{say().home.all(orders.length)}
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

/** What one comes here for. Nothing is sent from an account that is only watched. */
const Ways = ({
	view,
	finding,
	onFinding,
}: HomeProps & {
	readonly finding: HomeFilter | null;
	readonly onFinding: (next: HomeFilter | null) => void;
}) => {
	const { status } = useShared();
	const { home } = say();
	const watched = isWatched(status, view.account);
	return (
		<div class="ways">
			<button type="button" class="button" onClick={() => go("receive")}>
				<Icon name="receive" size={16} /> {home.receive}
			</button>
			<button
				type="button"
				class="button main"
				disabled={view.stopped !== null || watched}
				aria-label={watched ? home.sendWatched : undefined}
				onClick={() => go("send")}
			>
				<Icon name="send" size={16} /> {home.send}
			</button>
			<button
				type="button"
				class="button find-open"
				aria-label={home.find}
				title={home.find}
				aria-expanded={finding !== null}
				onClick={() =>
					onFinding(finding === null ? { chainId: null, typed: "" } : null)
				}
			>
				<Icon name="search" size={16} />
			</button>
		</div>
	);
};

export const Home = () => {
	const { view, lost } = useShared();
	const { home } = say();
	usePainted(view);
	return (
		<Place here="assets">
			<FaultNote fault={lost} title={home.olderView}>
				<p>{home.engineSilent}</p>
			</FaultNote>
			<Stopped view={view} />
			<UnconfirmedCard />
			<Unchecked />
			<LeftOut view={view} />
			<NobodyToAsk view={view} />
			<Offline />
			<Stuck />
			<PutAside view={view} />
			<ChainTroubles view={view} which="urgent" hushed={isHushed(view)} />
			<div class="columns">
				<div class="asks">
					<Waiting view={view} />
					<Batches which="open" />
					<Leaving view={view} />
				</div>
				<Holdings view={view} />
				<div class="rest">
					<UnderWay view={view} />
				</div>
			</div>
		</Place>
	);
};
