// A refusal is a screen of its own: what was asked, which check failed, whose bytes failed it, what to do now.

import type { ComponentChildren } from "preact";
import type { FaultJson } from "../../../src/base/fault.ts";
import { faultWords } from "../../../src/words/faults.ts";
import { Button, Section } from "../parts/basic.tsx";
import { HelpButton } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { say } from "../say/say.ts";
import { goEndpoints } from "./settings.tsx";

type ShownFault = Pick<FaultJson, "kind" | "code" | "detail" | "source">;

/** Whose bytes failed, as far as it is known. */
const blame = ({ kind, source }: ShownFault) => {
	if (source !== null)
		return (
			<>
				<b>{source}</b> {say().orders.gaveTheBytesThatFailed}
			</>
		);
	if (kind === "unavailable") return say().orders.nobodyNoAnswerCame;
	if (kind === "busy") return say().orders.nobodyTooMuchWasAskedAt;
	if (kind === "internal") return say().orders.weAreThisIsAMistake;
	return say().orders.nobodyARuleOfThisWallet;
};

export const Refusal = ({
	asked,
	fault,
	again,
	also,
	todo: better,
	busy = false,
	onBack,
}: {
	readonly asked: ComponentChildren;
	readonly fault: ShownFault;
	/** What the button that tries again is called and does. */
	readonly again?: { readonly words: string; readonly go: () => void };
	/** A second way on. */
	readonly also?: { readonly words: string; readonly go: () => void };
	/** What to do, where more is known than the code tells. */
	readonly todo?: string;
	/** The second way is being taken. */
	readonly busy?: boolean;
	readonly onBack: () => void;
}) => {
	const { says, todo } = faultWords(fault.code);
	// Where no answer came, it is not known how far it went.
	const sure = fault.kind !== "unavailable" && fault.kind !== "internal";
	return (
		<Frame
			title={sure ? say().orders.notDone : say().orders.noAnswer}
			under={
				sure
					? say().orders.nothingWasSigned
					: say().orders.lookAtYourOrdersBeforeYou
			}
			onBack={onBack}
			footer={
				<>
					{fault.source === null ? null : (
						<Button onClick={goEndpoints}>{say().orders.endpoints}</Button>
					)}
					{also === undefined ? null : (
						<Button busy={busy} onClick={also.go}>
							{also.words}
						</Button>
					)}
					{again === undefined ? (
						<Button main onClick={onBack}>
							{say().orders.back}
						</Button>
					) : (
						<Button main onClick={again.go}>
							{again.words}
						</Button>
					)}
				</>
			}
		>
			<div class="read refusal" role="alert">
				<Section title={say().orders.whatWasAsked}>
					<p>{asked}</p>
				</Section>
				<Section title={say().orders.whatFailed}>
					<p class="failed">{says}</p>
					<p class="code-line">
						<code>{fault.code}</code>
						<span>{fault.detail}</span>
					</p>
				</Section>
				<Section title={say().orders.whoIsToBlame}>
					<p>{blame(fault)}</p>
				</Section>
				<Section title={say().orders.whatToDoNow}>
					<p>{better ?? todo}</p>
					{fault.source === null ? <HelpButton code={fault.code} /> : null}
				</Section>
			</div>
		</Frame>
	);
};
