// For who forgot the password: everything sealed with it is erased, after a warning and a word that has to be typed, and the
// recovery phrase makes a new vault.

import { useState } from "preact/hooks";
import { openPage } from "../host.ts";
import { Button, Field } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Note } from "../parts/note.tsx";
import { go } from "../route.ts";
import { useShared, useWork } from "../wallet.tsx";

const word = "erase";

export const ForgotScreen = () => {
	const { wallet, status, refresh } = useShared();
	const [typed, setTyped] = useState("");
	const { busy, fault, run } = useWork();
	const keys = status.held.filter(({ kind }) => kind === "key").length;
	const ready = typed.trim().toLowerCase() === word;
	const erase = () => {
		if (!ready) return;
		void run(async () => {
			await wallet.keys("keys.erase", { sure: true });
			await openPage("onboarding.html");
			await refresh();
		});
	};
	return (
		<Frame
			title="Start again from your phrase"
			onBack={() => go("home")}
			footer={
				<>
					<Button onClick={() => go("home")}>Keep everything</Button>
					<Button main busy={busy} disabled={!ready} onClick={erase}>
						Erase the keys
					</Button>
				</>
			}
		>
			<div class="read">
				<p class="lead">
					Nobody can open this wallet without its password. But your recovery
					phrase can make it anew, with a new password.
				</p>
				<Note tone="bad" title="Erasing cannot be undone.">
					<p>
						All keys on this device are deleted. What you do not have on paper
						is lost for ever, with everything that is in it.
					</p>
					{keys === 0 ? null : (
						<p>
							<b>
								{keys === 1
									? "One account here is an imported private key."
									: `${keys} accounts here are imported private keys.`}
							</b>{" "}
							No phrase brings {keys === 1 ? "it" : "them"} back. You need the
							key itself.
						</p>
					)}
					<p>
						Do not go on unless every recovery phrase you use here is in front
						of you on paper.
					</p>
				</Note>
				<Field
					name={`Type “${word}” to say that you are sure`}
					value={typed}
					onValue={setTyped}
					onEnter={erase}
				/>
				<FaultNote fault={fault} title="Nothing was erased." />
			</div>
		</Frame>
	);
};
