// A phrase or a private key on screen, for the password alone. It is drawn as text from memory, never in a field, and is gone
// when the window is left, when another program comes to the front, and after two minutes.

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import { chunks } from "../../../src/base/units.ts";
import { WordList } from "../onboarding/words.tsx";
import { AskPassword } from "../parts/ask-password.tsx";
import { Button, Chunks } from "../parts/basic.tsx";
import { Frame } from "../parts/frame.tsx";
import { WarnLine } from "../parts/note.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useShared } from "../wallet.tsx";
import { accountName, phraseName } from "./names.ts";

const mostShownMs = 120_000;

/** Calls back as soon as somebody else may be looking at this screen. */
export const useLeft = (left: () => void): void => {
	useEffect(() => {
		const hide = () => {
			if (document.visibilityState === "hidden") left();
		};
		const timer = setTimeout(left, mostShownMs);
		addEventListener("blur", left);
		addEventListener("pagehide", left);
		document.addEventListener("visibilitychange", hide);
		return () => {
			clearTimeout(timer);
			removeEventListener("blur", left);
			removeEventListener("pagehide", left);
			document.removeEventListener("visibilitychange", hide);
		};
	}, [left]);
};

const Shown = ({
	children,
	onLeft,
}: {
	readonly children: ComponentChildren;
	readonly onLeft: () => void;
}) => {
	useLeft(onLeft);
	return (
		<>
			{children}
			<WarnLine>{say().secrets.whoeverHasThisHasEverythingIn}</WarnLine>
			<div class="buttons next">
				<Button main onClick={onLeft}>
					{say().secrets.hideIt}
				</Button>
			</div>
		</>
	);
};

/** @param id of the phrase */
export const PhraseScreen = ({ id }: { readonly id: Hex }) => {
	const { wallet, status } = useShared();
	const [phrase, setPhrase] = useState<string | null>(null);
	const [hide] = useState(() => () => setPhrase(null));
	return (
		<Frame
			title={say().secrets.recoveryPhrase}
			under={phraseName(status, id)}
			onBack={() => go("accounts")}
		>
			<div class="read">
				{phrase === null ? (
					<AskPassword
						why={say().secrets.makeSureNobodyCanSeeYour}
						button={say().secrets.showTheWords}
						open={(password) =>
							wallet.keys("keys.showPhrase", { secret: id, password })
						}
						onOpen={(opened) => setPhrase(opened.phrase)}
					/>
				) : (
					<Shown onLeft={hide}>
						<p class="lead">{say().secrets.writeThemOnPaperInThis}</p>
						<WordList words={phrase.split(" ")} />
					</Shown>
				)}
			</div>
		</Frame>
	);
};

export const KeyScreen = ({ address }: { readonly address: Hex }) => {
	const { wallet, view } = useShared();
	const [key, setKey] = useState<Hex | null>(null);
	const [hide] = useState(() => () => setKey(null));
	return (
		<Frame
			title={say().secrets.privateKey}
			under={accountName(view, address)}
			onBack={() => go("account", address)}
		>
			<div class="read">
				{key === null ? (
					<AskPassword
						why={say().secrets.makeSureNobodyCanSeeYour2}
						button={say().secrets.showTheKey}
						open={(password) =>
							wallet.keys("keys.showKey", { address, password })
						}
						onOpen={(opened) => setKey(opened.key)}
					/>
				) : (
					<Shown onLeft={hide}>
						<div class="card address secret">
							<Chunks groups={["0x", ...chunks(key)]} />
						</div>
					</Shown>
				)}
			</div>
		</Frame>
	);
};
