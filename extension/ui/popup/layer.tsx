// One layer 2 that comes with the release: who is asked for it, which is what switches it on, and what it rests on.

import { useState } from "preact/hooks";
import { isPopup, openPage } from "../host.ts";
import { AddAnother } from "../onboarding/endpoint-form.tsx";
import { Row } from "../onboarding/endpoint-rows.tsx";
import { keyOf, ticked, useEndpointSet } from "../onboarding/endpoint-set.ts";
import { layersOf } from "../onboarding/layer-picks.tsx";
import { Button, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { MenuRows } from "../parts/row.tsx";
import { SettingsPage } from "../parts/settings-page.tsx";
import { go } from "../route.ts";
import { millisWords } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { DoneHome } from "./done.tsx";
import { Pins } from "./pins.tsx";
import { goEndpoints } from "./settings.tsx";

/** The browser's question about a host closes the small window, so one is switched on in a tab. */
const goLayer = (chainId: string): void => {
	if (isPopup()) void openPage(`popup.html#layer/${chainId}`);
	else go("layer", chainId);
};

const useIsOn = (chainId: number): boolean =>
	useShared().view.endpoints.some(
		(one) => one.chainId === chainId && one.role === "execution",
	);

/** Choosing who is asked, and with that switching it on. */
const SwitchOn = ({
	chainId,
	title,
}: {
	readonly chainId: number;
	readonly title: string;
}) => {
	const { view } = useShared();
	// what it is done with is on the screen then
	const set = useEndpointSet(
		[{ chainId, kind: "rollup", isWanted: true }],
		() => {},
	);
	const [isAll, setAll] = useState(false);
	const shown = set.rows.filter(
		(row) => isAll || row.isTicked || row.trial !== null,
	);
	const rest = set.rows.length - shown.length;
	const chosen = ticked(set.rows).length;
	return (
		<Section title={say().layers.who}>
			<FaultNote
				fault={set.listing.fault}
				title={say().endpoints.theListWasNotRead}
			/>
			<FaultNote
				fault={set.working.fault}
				title={say().layers.itWasNotSwitched}
			/>
			<p class="small">{say().endpoints.suggestedFromPublicListsNobodyHas}</p>
			<p class="small">{say().layers.learn}</p>
			<div class="picks">
				<ul>
					{shown.map((row) => (
						<Row key={keyOf(row)} row={row} set={set} />
					))}
				</ul>
				{rest === 0 ? null : (
					<Button quiet onClick={() => setAll(true)}>
						{say().endpoints.showMore(rest)}
					</Button>
				)}
			</div>
			<AddAnother set={set} roles={["execution"]} />
			<div class="buttons next">
				<span class="mute" aria-live="polite">
					{chosen === 0 ? say().layers.tickOne : ""}
				</span>
				{set.working.busy ? (
					<Button onClick={set.stop}>{say().endpoints.cancel}</Button>
				) : null}
				<Button
					main
					busy={set.working.busy}
					disabled={chosen === 0 || view.network === null}
					onClick={set.go}
				>
					{set.working.busy
						? say().endpoints.oneMoment
						: say().layers.switchOn(title)}
				</Button>
			</div>
		</Section>
	);
};

/** Who is asked for one that is on, and the way to switch it off. */
const IsOn = ({ chainId }: { readonly chainId: number }) => {
	const { wallet, view, refresh } = useShared();
	const { busy, fault, run } = useWork();
	const here = view.endpoints.filter((one) => one.chainId === chainId);
	return (
		<Section title={say().layers.who}>
			<ul class="plain">
				{here.map(({ role, name, url }) => (
					<li key={`${role} ${url}`}>
						<bdi>{name}</bdi>
					</li>
				))}
			</ul>
			<FaultNote fault={fault} title={say().layers.itWasNotSwitched} />
			<div class="buttons">
				<Button
					busy={busy}
					onClick={() =>
						void run(async () => {
							await wallet.engine("endpoints.set", {
								...{ chainId, beacon: [], execution: [], relay: [] },
							});
							await refresh();
						})
					}
				>
					{say().layers.switchOff}
				</Button>
				<Button onClick={goEndpoints}>{say().layers.changeEndpoints}</Button>
			</div>
		</Section>
	);
};

/** What this device found of the newest proof, in the words of what it is of; nothing of a chain that has none. */
const Proof = ({ chainId }: { readonly chainId: number }) => {
	const { view } = useShared();
	const chain = view.chains.find((one) => one.chainId === chainId);
	const graded = chain?.balances.find(({ grade }) => grade !== null)?.grade;
	const rechecked = chain?.rechecked;
	if (rechecked === undefined)
		return graded?.validity === "l1-accepted" ? (
			<Section title={say().layers.proof}>
				<p class="small">{say().layers.notRechecked}</p>
			</Section>
		) : null;
	const { counts, number, from, since, how, system, tookMs } = rechecked;
	const { rechecked: words } = say().layers;
	return (
		<Section title={say().layers.proof}>
			<p>{words[counts](String(number), String(from))}</p>
			<p class="small">{words.how[how](system, millisWords(tookMs))}</p>
			<p class="small">
				{rechecked.isAnchored
					? words.anchored(String(since))
					: words.since(String(since))}
			</p>
			<p class="small">{words.limit}</p>
		</Section>
	);
};

export const Layer = ({ chainId }: { readonly chainId: number }) => {
	const { view } = useShared();
	const isOn = useIsOn(chainId);
	const title =
		layersOf(view).find((one) => one.chainId === chainId)?.title ??
		say().liveness.chain(String(chainId));
	return (
		<Frame
			title={title}
			under={isOn ? say().layers.on : say().layers.off}
			onBack={() => go("layers")}
			footer={<DoneHome />}
		>
			<div class="read">
				{isOn ? (
					<IsOn chainId={chainId} />
				) : (
					<SwitchOn chainId={chainId} title={title} />
				)}
				{isOn ? <Proof chainId={chainId} /> : null}
				<Pins chainId={chainId} isOn={isOn} />
			</div>
		</Frame>
	);
};

/** All that there are, on and off. */
export const Layers = () => {
	const { view } = useShared();
	const all = layersOf(view);
	const isOn = (chainId: number): boolean =>
		view.endpoints.some(
			(one) => one.chainId === chainId && one.role === "execution",
		);
	return (
		<SettingsPage words={{ title: say().layers.title }} footer={<DoneHome />}>
			<p class="lead">
				{all.length === 0 ? say().layers.none : say().layers.lead}
			</p>
			<MenuRows
				onGo={goLayer}
				rows={all.map(({ chainId, title }) => [
					String(chainId),
					title,
					isOn(chainId) ? say().layers.on : say().layers.off,
				])}
			/>
		</SettingsPage>
	);
};
