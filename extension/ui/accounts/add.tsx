// Adding an account: the next of a phrase, another phrase, a private key or keystore, or an address that is only watched. What is
// secret goes to the signer's own port and is dropped here when it has it.

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { typedAddress } from "../address.ts";
import { isPopup, openPage } from "../host.ts";
import {
	isCounted,
	PhraseField,
	ShowWords,
	wordsOf,
} from "../onboarding/words.tsx";
import { Button, Field, PasswordField } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { FileButton } from "../parts/file-button.tsx";
import { Frame } from "../parts/frame.tsx";
import { Later } from "../parts/later.tsx";
import { SecretField } from "../parts/secret-field.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { type KeyStatus, useShared, useWork } from "../wallet.tsx";
import { FindAccounts } from "./find.tsx";
import { heldBy, phrasesOf } from "./names.ts";
import { PhraseChoice } from "./phrase-choice.tsx";

/** Runs what adds one, and shows the account that is new. */
const useAdding = () => {
	const { wallet, status: before, refresh } = useShared();
	const work = useWork();
	return {
		...work,
		add: (adding: () => Promise<KeyStatus>, done: () => void = () => {}) =>
			void work.run(async () => {
				const status = await adding();
				done();
				const added = status.held.find(
					({ address, kind }) => heldBy(before, address)?.kind !== kind,
				);
				if (added !== undefined)
					await wallet.engine("account.select", { address: added.address });
				await refresh();
				go("home");
			}),
	};
};

/** Of each way to add one: what it is, and below the one button that does it. */
const AddFrame = ({
	title,
	lead,
	busy,
	ready,
	button,
	onAdd,
	children,
}: {
	readonly title: string;
	readonly lead: string;
	readonly busy: boolean;
	readonly ready: boolean;
	readonly button: string;
	readonly onAdd: () => void;
	readonly children: ComponentChildren;
}) => (
	<Frame
		title={title}
		onBack={() => go("accounts")}
		footer={
			<Button main busy={busy} disabled={!ready} onClick={onAdd}>
				{button}
			</Button>
		}
	>
		<div class="read">
			<p class="lead">{lead}</p>
			{children}
		</div>
	</Frame>
);

const AddNext = () => {
	const { wallet, status } = useShared();
	const [first] = phrasesOf(status);
	const [chosen, setChosen] = useState(first);
	const { busy, fault, add } = useAdding();
	return (
		<AddFrame
			title={say().accounts.newAccount}
			lead={
				chosen === undefined
					? say().accounts.thereIsNoRecoveryPhraseIn
					: say().accounts.theNextAccountOfYourRecovery
			}
			busy={busy}
			ready={chosen !== undefined}
			button={say().accounts.addAnAccount}
			onAdd={() => {
				if (chosen !== undefined)
					add(() => wallet.keys("keys.addNext", { secret: chosen }));
			}}
		>
			<PhraseChoice chosen={chosen} onChoose={setChosen} />
			<FaultNote fault={fault} title={say().accounts.noAccountWasAdded} />
		</AddFrame>
	);
};

const AddPhrase = () => {
	const { wallet } = useShared();
	const [typed, setTyped] = useState("");
	const [shown, setShown] = useState(false);
	const { busy, fault, add, anew } = useAdding();
	const words = wordsOf(typed);
	const counted = isCounted(words);
	return (
		<AddFrame
			title={say().accounts.anotherPhrase}
			lead={say().accounts.itStandsBesideWhatIsHere}
			busy={busy}
			ready={counted}
			button={counted ? say().accounts.addIt : say().accounts.n12151821Or24}
			onAdd={() =>
				add(
					() =>
						wallet.keys("keys.addPhrase", {
							phrase: words.join(" "),
							checked: true,
						}),
					() => setTyped(""),
				)
			}
		>
			<PhraseField typed={typed} onTyped={anew(setTyped)} shown={shown} />
			<ShowWords shown={shown} onShown={setShown} />
			<FaultNote fault={fault} title={say().accounts.thePhraseWasNotAdded} />
		</AddFrame>
	);
};

const Keystore = () => {
	const { wallet } = useShared();
	const [file, setFile] = useState<string | null>(null);
	const [password, setPassword] = useState("");
	const { busy, fault, add, clear, anew } = useAdding();
	const open = () => {
		if (file !== null)
			add(
				() => wallet.keys("keys.addKeystore", { file, password }),
				() => {
					setFile(null);
					setPassword("");
				},
			);
	};
	return (
		<>
			<p>{say().accounts.aKeystoreIsASmallJson}</p>
			{isPopup() ? (
				// choosing a file closes the small window
				<Button onClick={() => void openPage("popup.html#add-account/key")}>
					{say().accounts.openAKeystoreInATab}
				</Button>
			) : (
				<FileButton
					words={{
						open: say().accounts.chooseAKeystoreFile,
						busy: say().accounts.readingIt,
					}}
					most={{ bytes: 20_000, chars: 20_000 }}
					tooLarge={say().accounts.thisIsTooLargeToBe}
					notTaken={say().accounts.theFileWasNotTaken}
					onChoose={() => {
						clear();
						setFile(null);
					}}
					onText={setFile}
				/>
			)}
			{file === null ? null : (
				<>
					<PasswordField
						value={password}
						onValue={anew(setPassword)}
						onEnter={open}
						note={say().accounts.theOneThatTheFileWas}
					/>
					<FaultNote
						fault={fault}
						title={say().accounts.theKeystoreWasNotAdded}
					/>
					<Button main busy={busy} disabled={password === ""} onClick={open}>
						{say().accounts.addItsAccount}
					</Button>
				</>
			)}
		</>
	);
};

const AddKey = () => {
	const { wallet } = useShared();
	const [typed, setTyped] = useState("");
	const { busy, fault, add, anew } = useAdding();
	const digits = typed.trim().replace(/^0x/i, "");
	const isKey = /^[0-9a-fA-F]{64}$/.test(digits);
	return (
		<AddFrame
			title={say().accounts.privateKey}
			lead={say().accounts.theKeyOfOneAccountYour}
			busy={busy}
			ready={isKey}
			button={
				isKey ? say().accounts.addItsAccount : say().accounts.n64DigitsAreNeeded
			}
			onAdd={() =>
				add(
					() => wallet.keys("keys.addKey", { key: typed.trim() }),
					() => setTyped(""),
				)
			}
		>
			<SecretField
				name={say().accounts.privateKey}
				typed={typed}
				onTyped={anew(setTyped)}
				said={
					digits === "" || isKey
						? say().accounts.n64DigitsAndLettersFromA
						: say().accounts.of64SoFar(digits.length)
				}
			/>
			<FaultNote fault={fault} title={say().accounts.theKeyWasNotAdded} />
			<Keystore />
		</AddFrame>
	);
};

const AddWatch = () => {
	const { wallet } = useShared();
	const [typed, setTyped] = useState("");
	const { busy, fault, add, anew } = useAdding();
	const { address, wrong } = typedAddress(typed);
	const watch = () => {
		if (address !== null) add(() => wallet.keys("keys.addWatch", { address }));
	};
	return (
		<AddFrame
			title={say().accounts.watchOnly}
			lead={say().accounts.youSeeWhatAnAddressHas}
			busy={busy}
			ready={address !== null}
			button={say().accounts.watchIt}
			onAdd={watch}
		>
			<Field
				name={say().accounts.address}
				value={typed}
				onValue={anew(setTyped)}
				mono
				autofocus
				wrong={typed === "" ? null : wrong}
				onEnter={watch}
			/>
			<FaultNote fault={fault} title={say().accounts.theAddressWasNotAdded} />
		</AddFrame>
	);
};

const device = () => import("../device/add.tsx");

/** @param kind what is added: next, find, phrase, key, watch, device */
export const AddAccount = ({ kind }: { readonly kind: string }) => {
	switch (kind) {
		case "find":
			return <FindAccounts />;
		case "phrase":
			return <AddPhrase />;
		case "key":
			return <AddKey />;
		case "watch":
			return <AddWatch />;
		case "device":
			return <Later load={device}>{({ AddDevice }) => <AddDevice />}</Later>;
		default:
			return <AddNext />;
	}
};
