// The sites that may see something, and those that may not ask.

import { useCallback, useEffect, useState } from "preact/hooks";
import { shortHex } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import { Button } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Place } from "../parts/place.tsx";
import { useShared, useWork } from "../wallet.tsx";
import { hostOf } from "../words.ts";
import { Waiting } from "./asks.tsx";

type Site = {
	readonly origin: string;
	readonly accounts: readonly string[];
	readonly balances: readonly string[];
	readonly blocked: boolean;
	readonly waitsUntilMs: number | null;
};

/** The list, read at once and again after each change. */
const useSites = () => {
	const { wallet } = useShared();
	const [sites, setSites] = useState<readonly Site[] | null>(null);
	const { busy, fault, run } = useWork();
	const read = useCallback(
		async () => setSites(await wallet.engine("site.list", undefined)),
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
	return { sites, busy, fault, change };
};

/** What it may see, and why it may not ask. */
const SiteSees = ({ site }: { readonly site: Site }) => (
	<div>
		<b>{hostOf(site.origin)}</b>
		<code class="whole">{site.origin}</code>
		{site.accounts.map((one) => (
			<span key={one} class="mute">
				knows account <code>{shortHex(checksummed(one))}</code>
			</span>
		))}
		{site.balances.map((one) => (
			<span key={one} class="mute">
				may ask the balance of <code>{shortHex(checksummed(one))}</code>
			</span>
		))}
		{site.blocked ? (
			<span class="mute">blocked: it sees nothing and may ask you nothing</span>
		) : null}
		{site.waitsUntilMs === null ? null : (
			<span class="mute">
				you refused it recently: it may not ask again yet
			</span>
		)}
	</div>
);

/** The one thing that can be done with it beside blocking it. */
const actionOn = ({ origin, blocked, waitsUntilMs }: Site) =>
	blocked
		? ({
				name: "site.unblock",
				words: "Unblock",
				label: `Unblock ${origin}`,
			} as const)
		: waitsUntilMs !== null
			? ({
					name: "site.unblock",
					words: "Let it ask",
					label: `Let ${origin} ask again`,
				} as const)
			: ({
					name: "site.forget",
					words: "Forget",
					label: `Forget ${origin}`,
				} as const);

const SiteRow = ({
	site,
	busy,
	onChange,
}: {
	readonly site: Site;
	readonly busy: boolean;
	readonly onChange: ReturnType<typeof useSites>["change"];
}) => {
	const { origin, blocked } = site;
	const { name, words, label } = actionOn(site);
	return (
		<li class="row site">
			<SiteSees site={site} />
			<Button busy={busy} label={label} onClick={() => onChange(name, origin)}>
				{words}
			</Button>
			{blocked ? null : (
				<Button
					busy={busy}
					label={`Block ${origin}`}
					onClick={() => onChange("site.block", origin)}
				>
					Block
				</Button>
			)}
		</li>
	);
};

export const Sites = () => {
	const { view } = useShared();
	const { sites, busy, fault, change } = useSites();
	return (
		<Place here="sites">
			<div class="read">
				<Waiting view={view} />
				<FaultNote fault={fault} />
				<p class="lead">
					{sites === null
						? "Reading the list."
						: sites.length === 0
							? "No site may see anything."
							: "A site sees what is listed here and nothing else. No site can move anything."}
				</p>
				<ul class="rows">
					{(sites ?? []).map((site) => (
						<SiteRow
							key={site.origin}
							site={site}
							busy={busy}
							onChange={change}
						/>
					))}
				</ul>
			</div>
		</Place>
	);
};
