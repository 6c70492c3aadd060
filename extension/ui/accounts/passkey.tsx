// Passkeys beside the password: which there are, one more, one less; and the button that unlocks with one.

import { useState } from "preact/hooks";
import { isPopup, openPage } from "../host.ts";
import { Button, PasswordField, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { go } from "../route.ts";
import { useShared, useWork } from "../wallet.tsx";
import { canPasskey, makePasskey, usePasskey } from "./ceremony.ts";

/** Nothing where there is none, or this browser cannot use it. The browser's own window closes the small one, so it is a tab there. */
export const UnlockByPasskey = () => {
	const { wallet, status, refresh } = useShared();
	const { busy, fault, run } = useWork();
	const known = status.passkeys ?? [];
	if (known.length === 0 || !canPasskey()) return null;
	if (isPopup())
		return (
			<Button onClick={() => void openPage("popup.html")}>
				Unlock with a passkey, in a tab
			</Button>
		);
	return (
		<>
			<Button
				busy={busy}
				onClick={() =>
					void run(async () => {
						await wallet.keys("keys.unlockByPasskey", await usePasskey(known));
						await refresh();
					})
				}
			>
				Unlock with a passkey
			</Button>
			<FaultNote fault={fault} title="It was not unlocked." />
		</>
	);
};

const AddPasskey = () => {
	const { wallet, refresh } = useShared();
	const [password, setPassword] = useState("");
	const { busy, fault, run, clear } = useWork();
	const add = () => {
		if (password === "") return;
		void run(async () => {
			const made = await makePasskey();
			await wallet.keys("keys.addPasskey", { ...made, password });
			setPassword("");
			await refresh();
		});
	};
	return (
		<Section title="Add one">
			<PasswordField
				value={password}
				onValue={(typed) => {
					clear();
					setPassword(typed);
				}}
				onEnter={add}
				note="Your password goes on working. Changing it takes all passkeys away."
			/>
			<FaultNote fault={fault} title="No passkey was added." />
			<Button main busy={busy} disabled={password === ""} onClick={add}>
				Add a passkey
			</Button>
		</Section>
	);
};

const Known = () => {
	const { wallet, status, refresh } = useShared();
	const { busy, fault, run } = useWork();
	const known = status.passkeys ?? [];
	if (known.length === 0) return null;
	return (
		<Section title="Passkeys that unlock this wallet">
			<FaultNote fault={fault} title="It was not taken away." />
			<ul class="rows">
				{known.map(({ credential }, i) => (
					<li key={credential} class="row">
						<div class="row-part">
							<span class="row-name">
								<b>Passkey {i + 1}</b>
								<span class="row-says">
									<code>{credential.slice(2, 14)}</code>
								</span>
							</span>
							<Button
								busy={busy}
								label={`Take passkey ${i + 1} away`}
								onClick={() =>
									void run(async () => {
										await wallet.keys("keys.removePasskey", { credential });
										await refresh();
									})
								}
							>
								Take away
							</Button>
						</div>
					</li>
				))}
			</ul>
		</Section>
	);
};

export const PasskeyScreen = () => (
	<Frame title="Passkeys" onBack={() => go("accounts")}>
		<div class="read">
			<p class="lead">
				A passkey unlocks this wallet by your fingerprint, your face or a
				security key, on this device alone. It is no copy of your recovery
				phrase.
			</p>
			<Known />
			{!canPasskey() ? (
				<p role="status">
					This browser does not let an extension use passkeys. Chromium does.
					Your password works as before.
				</p>
			) : isPopup() ? (
				<Button onClick={() => void openPage("popup.html#passkeys")}>
					Add one in a tab
				</Button>
			) : (
				<AddPasskey />
			)}
		</div>
	</Frame>
);
