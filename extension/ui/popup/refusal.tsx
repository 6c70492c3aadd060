// A refusal is a screen of its own: what was asked, which check failed, whose bytes failed it, what to do now.

import type { ComponentChildren } from "preact";
import type { FaultJson } from "../../../src/base/fault.ts";
import { Button, Section } from "../parts/basic.tsx";
import { Frame } from "../parts/frame.tsx";
import { faultWords } from "../words.ts";
import { goEndpoints } from "./settings.tsx";

export const Refusal = ({
	asked,
	fault,
	again,
	onBack,
}: {
	readonly asked: ComponentChildren;
	readonly fault: Pick<FaultJson, "kind" | "code" | "detail" | "source">;
	/** What the button that tries again is called and does. */
	readonly again?: { readonly words: string; readonly go: () => void };
	readonly onBack: () => void;
}) => {
	const { says, todo } = faultWords(fault.code);
	return (
		<Frame
			title="Not done"
			under="nothing was signed"
			onBack={onBack}
			footer={
				<>
					{fault.source === null ? null : (
						<Button onClick={goEndpoints}>Endpoints</Button>
					)}
					{again === undefined ? (
						<Button main onClick={onBack}>
							Back
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
				<Section title="What was asked">
					<p>{asked}</p>
				</Section>
				<Section title="What failed">
					<p class="failed">{says}</p>
					<p class="code-line">
						<code>{fault.code}</code>
						<span>{fault.detail}</span>
					</p>
				</Section>
				<Section title="Whose bytes">
					<p>
						{fault.source === null ? (
							"Nobody's. A rule of this wallet said no."
						) : (
							<>
								<b>{fault.source}</b> gave the bytes that failed.
							</>
						)}
					</p>
				</Section>
				<Section title="What to do now">
					<p>{todo}</p>
				</Section>
			</div>
		</Frame>
	);
};
