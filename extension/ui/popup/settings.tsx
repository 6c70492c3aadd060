// Settings: network, what it asks and who asks it, lock.

import { useState } from "preact/hooks";
import { AlertsAway } from "../activity/alerts-away.tsx";
import { ExplorerChoice } from "../home/explorer.tsx";
import { OtherWindows } from "../home/window.tsx";
import { isPopup, openPage } from "../host.ts";
import { Button, Field, Section } from "../parts/basic.tsx";
import { Endpoints } from "../parts/endpoints.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { useLocking } from "../parts/locking.tsx";
import { MenuRows } from "../parts/row.tsx";
import { SettingsPage } from "../parts/settings-page.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { DoneHome } from "./done.tsx";
import { LanguageSection } from "./language.tsx";

/** The browser's question about a host closes the small window, so endpoints are chosen in a tab. */
export const goEndpoints = (): void => {
	if (isPopup()) void openPage("popup.html#endpoints");
	else go("endpoints");
};

const AutoLock = () => {
	const { wallet, status, refresh } = useShared();
	const [typed, setTyped] = useState(String(status.autoLockMinutes));
	const { busy, fault, run } = useWork();
	const minutes = /^[0-9]{1,4}$/.test(typed) ? Number(typed) : 0;
	const right = minutes >= 1 && minutes <= 1_440;
	const keep = () => {
		if (right)
			void run(async () => {
				await wallet.keys("keys.autoLock", { minutes });
				await refresh();
			});
	};
	return (
		<>
			<Field
				name={say().places.lockAfterThisManyMinutesWithout}
				value={typed}
				onValue={setTyped}
				numeric
				wrong={right ? null : say().places.from1To1440Minutes}
				note={
					minutes === status.autoLockMinutes
						? say().places.thisIsTheCurrentSetting
						: say().places.notSavedYet
				}
				onEnter={keep}
				after={
					<Button
						busy={busy}
						disabled={!right || minutes === status.autoLockMinutes}
						label={say().places.keepTheMinutes}
						onClick={keep}
					>
						{say().places.keep}
					</Button>
				}
			/>
			<FaultNote fault={fault} />
		</>
	);
};

/** Which network, and what it starts from; both are changed in a tab. */
const Network = () => {
	const { view } = useShared();
	return (
		<Section title={say().places.network}>
			<div class="card quiet-card">
				<div>
					<b>{view.network?.title ?? say().places.noneChosen}</b>
					<Button
						quiet
						onClick={() => void openPage("onboarding.html#network")}
					>
						{say().places.change}
					</Button>
				</div>
				<div>
					<span class="mute">
						{say().places.startsFromTheCheckpointYouAccepted}
					</span>
					<Button
						quiet
						onClick={() => void openPage("onboarding.html#checkpoint")}
					>
						{say().places.newCheckpoint}
					</Button>
				</div>
			</div>
		</Section>
	);
};

/** The pages of settings, each with the way to it. */
const Places = () => {
	const { view } = useShared();
	const { places, delegation, allowances, collectibles, worth, contacts } =
		say();
	const { layers } = say();
	return (
		<Section title={places.moreSettings}>
			<MenuRows
				onGo={(to) => (to === "endpoints" ? goEndpoints() : go(to))}
				rows={[
					[
						"accounts",
						places.accounts,
						places.herePhrasesKeysPassword(view.accounts.length),
					],
					["endpoints", places.endpoints, places.chosen(view.endpoints.length)],
					["layers", layers.title, layers.under],
					["token", places.tokens, places.addOneOrTakeOneOff],
					["diagnostics", places.diagnostics2, places.whatRunsHere],
					["delegation", delegation.title, delegation.says],
					["allowances", allowances.title, allowances.under],
					["collectibles", collectibles.title, collectibles.under],
					["currency", worth.title, worth.under],
					["contacts", contacts.title, contacts.says],
				]}
			/>
		</Section>
	);
};

export const Settings = () => {
	const locking = useLocking(say().places.lockNow);
	return (
		<Frame
			title={say().places.settings}
			onBack={() => go("home")}
			footer={locking.button}
		>
			<div class="read">
				<FaultNote fault={locking.fault} />
				<Network />
				<Places />
				<LanguageSection />
				<AlertsAway />
				<Section title={say().places.lock}>
					<AutoLock />
				</Section>
				<ExplorerChoice />
				<OtherWindows />
			</div>
		</Frame>
	);
};

export const EndpointSettings = () => (
	<SettingsPage
		words={{
			title: say().places.endpoints,
			under: say().places.nothingElseIsAsked,
		}}
		footer={<DoneHome />}
	>
		<p class="lead">{say().places.noEndpointDecidesAnythingItServes}</p>
		<Endpoints />
	</SettingsPage>
);
