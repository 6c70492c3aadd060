// Settings: network, what it asks and who asks it, lock.

import { useState } from "preact/hooks";
import { ExplorerChoice } from "../home/explorer.tsx";
import { OtherWindows } from "../home/window.tsx";
import { isPopup, openPage } from "../host.ts";
import { Button, Field, Section } from "../parts/basic.tsx";
import { Endpoints } from "../parts/endpoints.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { RowLink } from "../parts/row.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { DoneHome } from "./done.tsx";

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
				name="Lock after this many minutes without use"
				value={typed}
				onValue={setTyped}
				numeric
				wrong={right ? null : "From 1 to 1440 minutes."}
				note={
					minutes === status.autoLockMinutes
						? "This is the current setting."
						: "Not saved yet."
				}
				onEnter={keep}
				after={
					<Button
						busy={busy}
						disabled={!right || minutes === status.autoLockMinutes}
						label="Keep the minutes"
						onClick={keep}
					>
						Keep
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
		<Section title="Network">
			<div class="card quiet-card">
				<div>
					<b>{view.network?.title ?? "none chosen"}</b>
					<Button
						quiet
						onClick={() => void openPage("onboarding.html#network")}
					>
						Change
					</Button>
				</div>
				<div>
					<span class="mute">Starts from the checkpoint you accepted</span>
					<Button
						quiet
						onClick={() => void openPage("onboarding.html#checkpoint")}
					>
						New checkpoint
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
			title: "Accounts",
			says: `${view.accounts.length} here, phrases, keys, password`,
		},
		{
			name: "endpoints",
			title: "Endpoints",
			says: `${view.endpoints.length} chosen`,
		},
		{
			name: "token",
			title: "Tokens",
			says: "add one, or take one off the list",
		},
		{
			name: "contacts",
			title: say().contacts.title,
			says: say().contacts.says,
		},
		{ name: "diagnostics", title: "Diagnostics", says: "what runs here" },
	];
	return (
		<Section title="More settings">
			<ul class="rows">
				{places.map(({ name, title, says }) => (
					<li key={name} class="row">
						<RowLink
							name={title}
							onGo={() => (name === "endpoints" ? goEndpoints() : go(name))}
						>
							<span class="row-says">{says}</span>
						</RowLink>
					</li>
				))}
			</ul>
		</Section>
	);
};

export const Settings = () => {
	const { wallet, refresh } = useShared();
	const locking = useWork();
	return (
		<Frame
			title="Settings"
			onBack={() => go("home")}
			footer={
				<Button
					busy={locking.busy}
					onClick={() =>
						void locking.run(async () => {
							await wallet.keys("keys.lock", undefined);
							await refresh();
						})
					}
				>
					Lock now
				</Button>
			}
		>
			<div class="read">
				<FaultNote fault={locking.fault} />
				<Network />
				<Places />
				<Section title="Lock">
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
		title="Endpoints"
		under="nothing else is asked"
		onBack={() => go("settings")}
		footer={<DoneHome />}
	>
		<div class="read">
			<p class="lead">
				No endpoint decides anything. It serves bytes, and this device checks
				them.
			</p>
			<Endpoints />
		</div>
	</Frame>
);
