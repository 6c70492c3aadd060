// Messages of sites in the popup: those that wait, those that were signed, and the receipt of one.

import { durationWords, shortHex } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type { MessageView } from "../../../src/protocol/message-views.ts";
import type { WalletView } from "../../../src/protocol/views.ts";
import { MessageApproving } from "../approve/message.tsx";
import { messageKind } from "../approve/message-words.ts";
import { Button, Hash, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { RowLink } from "../parts/row.tsx";
import { SaveOrDone } from "../parts/save-or-done.tsx";
import { useSaving } from "../parts/saving.ts";
import { go } from "../route.ts";
import { useNow, useShared, useWork } from "../wallet.tsx";
import { chainTitle, hostOf } from "../words.ts";

type MessageRowProps = { readonly message: MessageView };

export const WaitingMessageRow = ({ message }: MessageRowProps) => (
	<li class="row">
		<RowLink
			label={`Review: ${message.origin} asks you to sign ${messageKind()[message.what]}`}
			name={hostOf(message.origin)}
			review="Review"
			onGo={() => go("message", message.id)}
		>
			<span class="row-says">
				asks you to sign {messageKind()[message.what]}
			</span>
		</RowLink>
	</li>
);

const SignedRow = ({ message }: MessageRowProps) => {
	const { id, origin, account, what } = message;
	return (
		<li class="row">
			<RowLink
				label={`Signed for ${origin}: ${messageKind()[what]}`}
				name={hostOf(origin)}
				onGo={() => go("signed", id)}
			>
				<span class="row-says">
					you signed {messageKind()[what]} as{" "}
					<code>{shortHex(checksummed(account))}</code>
				</span>
			</RowLink>
		</li>
	);
};

const signedOf = ({ messages = [] }: WalletView): readonly MessageView[] =>
	messages.filter(({ state }) => state === "signed");

const mostRows = 3;

/** The newest on the first screen. */
export const LatestMessages = ({ view }: { readonly view: WalletView }) => {
	const signed = signedOf(view);
	return signed.length === 0 ? null : (
		<Section
			title="Signed messages"
			aside={
				signed.length > mostRows ? (
					<Button
						quiet
						label="All signed messages"
						onClick={() => go("messages")}
					>
						All {signed.length}
					</Button>
				) : null
			}
		>
			<ul class="rows">
				{signed.slice(0, mostRows).map((message) => (
					<SignedRow key={message.id} message={message} />
				))}
			</ul>
		</Section>
	);
};

const SignedMessages = () => {
	const { view } = useShared();
	return (
		<Frame title="Signed messages" onBack={() => go("home")}>
			<div class="read">
				<Section title="The newest first">
					<ul class="rows">
						{signedOf(view).map((message) => (
							<SignedRow key={message.id} message={message} />
						))}
					</ul>
				</Section>
			</div>
		</Frame>
	);
};

const WhatWasSigned = ({
	message: { origin, account, chainId, digest, signedMs, what },
}: MessageRowProps) => {
	const { view } = useShared();
	const now = useNow();
	return (
		<Section title="What was signed">
			<dl class="facts">
				<div>
					<dt>For</dt>
					<dd>
						<code class="whole">{origin}</code>
					</dd>
				</div>
				<div>
					<dt>What</dt>
					<dd>{messageKind()[what]}</dd>
				</div>
				<div>
					<dt>By</dt>
					<dd>
						<code class="whole">{checksummed(account)}</code>
					</dd>
				</div>
				<div>
					<dt>When</dt>
					<dd>
						{signedMs === null
							? "—"
							: `${durationWords((now - signedMs) / 1000)} ago`}
					</dd>
				</div>
				<div>
					<dt>Site was on</dt>
					<dd>{chainTitle(view, chainId)}</dd>
				</div>
				<div>
					<dt>Hash</dt>
					<dd>
						<Hash value={digest} what="hash" />
					</dd>
				</div>
			</dl>
			<p class="small">
				The receipt holds the message word for word, the signature, and what the
				signer held its clock against.
			</p>
		</Section>
	);
};

const TakeOff = ({
	message: { id },
	onDone,
}: MessageRowProps & { readonly onDone: () => void }) => {
	const { wallet, refresh } = useShared();
	const putting = useWork();
	return (
		<Section title="Take it off the list">
			<FaultNote fault={putting.fault} title="It stays on the list." />
			<p class="small">
				What it allows stays allowed. The receipt is gone for good.
			</p>
			<div class="buttons">
				<Button
					busy={putting.busy}
					onClick={() =>
						void putting.run(async () => {
							await wallet.engine("message.forget", { id });
							await refresh();
							onDone();
						})
					}
				>
					Remove
				</Button>
			</div>
		</Section>
	);
};

const Receipt = ({ message }: MessageRowProps) => {
	const { wallet } = useShared();
	const saving = useSaving();
	const { id, origin } = message;
	const done = () => go("home");
	return (
		<Frame
			title="Signed message"
			under={hostOf(origin)}
			onBack={done}
			footer={
				<SaveOrDone
					words="Save receipt"
					busy={saving.busy}
					onSave={() =>
						saving.save("sextant-message.json", () =>
							wallet.engine("message.export", { id }),
						)
					}
					onDone={done}
				/>
			}
		>
			<div class="read">
				<FaultNote fault={saving.fault} title="The file was not saved." />
				<WhatWasSigned message={message} />
				<TakeOff message={message} onDone={done} />
			</div>
		</Frame>
	);
};

const SignedMessage = ({ id }: { readonly id: string }) => {
	const { view } = useShared();
	const message = signedOf(view).find((one) => one.id === id);
	return message === undefined ? (
		<Frame title="Signed message" onBack={() => go("home")}>
			<p class="lead">It is not on the list any more.</p>
		</Frame>
	) : (
		<Receipt message={message} />
	);
};

export const MessageScreen = ({
	name,
	id,
	onDone,
}: {
	readonly name: "message" | "messages" | "signed";
	readonly id: string;
	readonly onDone: () => void;
}) => {
	switch (name) {
		case "message":
			return <MessageApproving id={id} onDone={onDone} />;
		case "messages":
			return <SignedMessages />;
		case "signed":
			return <SignedMessage id={id} />;
	}
};
