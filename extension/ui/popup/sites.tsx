// The sites that may see something, and those that may not ask.

import { useCallback, useEffect, useState } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import { shortHex } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import { accountName } from "../accounts/names.ts";
import { Button } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Place } from "../parts/place.tsx";
import { durationWords } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useNow, useShared, useWork } from "../wallet.tsx";
import { hostOf } from "../words.ts";
import { Waiting } from "./asks.tsx";

type Site = {
	readonly origin: string;
	readonly accounts: readonly Hex[];
	readonly balances: readonly Hex[];
	readonly blocked: boolean;
	readonly waitsUntilMs: number | null;
	readonly lastMs: number | null;
};

/** The list, read at once and again after each change. */
const useSites = () => {
	const { wallet } = useShared();
	const [sites, setSites] = useState<readonly Site[] | null>(null);
	const { busy, fault, run } = useWork();
	const read = useCallback(
		async () =>
			setSites(
				(await wallet.engine("site.list", undefined)).toSorted(
					(a, b) => (b.lastMs ?? 0) - (a.lastMs ?? 0),
				),
			),
		[wallet],
	);
	useEffect(() => {
		void run(read);
	}, [run, read]);
	const change = (
		name: "site.forget" | "site.block" | "site.unblock",
		origin: string,
	) =>
		void run(async () => {
			await wallet.engine(name, { origin });
			await read();
		});
	const takeBack = (origin: string, address: Hex) =>
		void run(async () => {
			await wallet.engine("site.revoke", { origin, address });
			await read();
		});
	return { sites, busy, fault, change, takeBack };
};
type SitesList = ReturnType<typeof useSites>;

/** Uses are noted with about that much between them. */
const noteS = 600;

const LastUsed = ({ atMs }: { readonly atMs: number }) => {
	const ageS = (useNow() - atMs) / 1000;
	return (
		<span class="mute">
			{ageS < noteS
				? say().sites.usedJustNow
				: say().sites.lastUsed(durationWords(ageS))}
		</span>
	);
};

/** One address that it sees, as an account or for its balance, with the way to take that back. */
const Seen = ({
	site: { origin },
	address,
	words,
	list: { busy, takeBack },
}: {
	readonly site: Site;
	readonly address: Hex;
	readonly words: string;
	readonly list: SitesList;
}) => {
	const { view } = useShared();
	const short = shortHex(checksummed(address));
	const name = view.accounts.includes(address)
		? accountName(view, address)
		: null;
	return (
		<span class="mute seen">
			<span>
				{words} {name === null ? null : <bdi>{name}</bdi>} <code>{short}</code>
			</span>
			<Button
				quiet
				busy={busy}
				label={say().sites.takeBackFrom(name ?? short, hostOf(origin))}
				onClick={() => takeBack(origin, address)}
			>
				{say().sites.takeBack}
			</Button>
		</span>
	);
};

/** What it may see, and why it may not ask. */
const SiteSees = ({
	site,
	list,
}: {
	readonly site: Site;
	readonly list: SitesList;
}) => (
	<div>
		<b>{hostOf(site.origin)}</b>
		<code class="whole">{site.origin}</code>
		{site.lastMs === null ? null : <LastUsed atMs={site.lastMs} />}
		{site.accounts.map((one) => (
			<Seen
				key={one}
				site={site}
				address={one}
				words={say().sites.knowsAccount}
				list={list}
			/>
		))}
		{site.balances.map((one) => (
			<Seen
				key={`balance ${one}`}
				site={site}
				address={one}
				words={say().sites.mayAskTheBalanceOf}
				list={list}
			/>
		))}
		{site.blocked ? (
			<span class="mute">{say().sites.blockedItSeesNothingAndMay}</span>
		) : null}
		{site.waitsUntilMs === null ? null : (
			<span class="mute">{say().sites.youRefusedItRecentlyItMay}</span>
		)}
	</div>
);

/** The one thing that can be done with it beside blocking it. */
const actionOn = ({ origin, blocked, waitsUntilMs }: Site) =>
	blocked
		? ({
				name: "site.unblock",
				words: say().sites.unblock,
				label: say().sites.unblock2(origin),
			} as const)
		: waitsUntilMs !== null
			? ({
					name: "site.unblock",
					words: say().sites.letItAsk,
					label: say().sites.letItAskFor(origin),
				} as const)
			: ({
					name: "site.forget",
					words: say().sites.forget,
					label: say().sites.forget2(origin),
				} as const);

const SiteRow = ({
	site,
	list,
}: {
	readonly site: Site;
	readonly list: SitesList;
}) => {
	const { origin, blocked } = site;
	const { busy, change } = list;
	const { name, words, label } = actionOn(site);
	return (
		<li class="row site">
			<SiteSees site={site} list={list} />
			<Button busy={busy} label={label} onClick={() => change(name, origin)}>
				{words}
			</Button>
			{blocked ? null : (
				<Button
					busy={busy}
					label={say().sites.block(origin)}
					onClick={() => change("site.block", origin)}
				>
					{say().sites.block2}
				</Button>
			)}
		</li>
	);
};

export const Sites = () => {
	const { view } = useShared();
	const list = useSites();
	const { sites, fault } = list;
	return (
		<Place here="sites">
			<div class="read">
				<Waiting view={view} />
				<FaultNote fault={fault} />
				<p class="lead">
					{sites === null
						? say().sites.readingTheList
						: sites.length === 0
							? say().sites.noSiteMaySeeAnything
							: say().sites.aSiteSeesWhatIsListed}
				</p>
				<ul class="rows">
					{(sites ?? []).map((site) => (
						<SiteRow key={site.origin} site={site} list={list} />
					))}
				</ul>
			</div>
		</Place>
	);
};
