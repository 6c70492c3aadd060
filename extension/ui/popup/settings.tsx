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
	const places = [
		{
			name: "accounts",
			title: say().places.accounts,
			says: say().places.herePhrasesKeysPassword(view.accounts.length),
		},
		{
			name: "endpoints",
			title: say().places.endpoints,
			says: say().places.chosen(view.endpoints.length),
		},
		{
			name: "token",
			title: say().places.tokens,
			says: say().places.addOneOrTakeOneOff,
		},
		{
			name: "diagnostics",
			title: say().places.diagnostics2,
			says: say().places.whatRunsHere,
		},
		{
			name: "delegation",
			title: say().delegation.title,
			says: say().delegation.says,
		},
		{
			name: "allowances",
			title: say().allowances.title,
			says: say().allowances.under,
		},
		{
			name: "collectibles",
			title: say().collectibles.title,
			says: say().collectibles.under,
		},
		{
			name: "currency",
			title: say().worth.title,
			says: say().worth.under,
		},
		{
			name: "contacts",
			title: say().contacts.title,
			says: say().contacts.says,
		},
	];
	return (
		<Section title={say().places.moreSettings}>
			<MenuRows
				rows={places.map(({ name, title, says }) => ({
					name: title,
					says,
					onGo: () => (name === "endpoints" ? goEndpoints() : go(name)),
				}))}
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
	<Frame
		title={say().places.endpoints}
		under={say().places.nothingElseIsAsked}
		onBack={() => go("settings")}
		footer={<DoneHome />}
	>
		<div class="read">
			<p class="lead">{say().places.noEndpointDecidesAnythingItServes}</p>
			<Endpoints />
		</div>
	</Frame>
);
