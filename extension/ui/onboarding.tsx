// Setting up, step by step. The steps stand on one line with marks, like every chain of reasons here.

import { useEffect, useRef, useState } from "preact/hooks";
import { CheckpointStep } from "./onboarding/checkpoint.tsx";
import { DoneStep } from "./onboarding/done.tsx";
import { EndpointStep } from "./onboarding/endpoints.tsx";
import { KeyStep } from "./onboarding/keys.tsx";
import { NetworkStep } from "./onboarding/network.tsx";
import {
	isStep,
	type OnboardingStep,
	openStep,
	steps,
	stepTitles,
} from "./onboarding/steps.ts";
import { FaultNote } from "./parts/fault.tsx";
import { Mark } from "./parts/icon.tsx";
import { go, useRoute } from "./route.ts";
import { say } from "./say/say.ts";
import { start } from "./start.tsx";
import { useShared } from "./wallet.tsx";

/** Where the title of a step is too short to be its heading. */
const headings = (): { readonly [step in OnboardingStep]?: string } => ({
	network: say().setup.chooseANetwork,
	endpoints: say().setup.whoShouldSextantAsk,
});

const Rail = ({
	at,
	reached,
	onStep,
}: {
	readonly at: OnboardingStep;
	readonly reached: number;
	readonly onStep: (step: OnboardingStep) => void;
}) => (
	<nav aria-label={say().setup.steps}>
		<ol class="rail">
			{steps.map((step, i) => (
				<li
					key={step}
					class={step === at ? "here" : i < reached ? "done" : "ahead"}
				>
					<button
						type="button"
						disabled={i > reached}
						aria-current={step === at ? "step" : undefined}
						aria-label={say().setup.stepOf(
							i + 1,
							steps.length,
							stepTitles()[step],
							i < reached ? say().setup.done : "",
						)}
						onClick={() => onStep(step)}
					>
						<span>{stepTitles()[step]}</span>
					</button>
				</li>
			))}
		</ol>
	</nav>
);

const Steps = () => {
	const { view, status, lost } = useShared();
	const { name } = useRoute();
	const open = openStep(view, status.hasVault);
	const reached = steps.indexOf(open);
	// A link from the popup may name a step that was done before.
	const [at, setAt] = useState<OnboardingStep>(() =>
		isStep(name) && steps.indexOf(name) <= reached ? name : open,
	);
	// A note on a step may name another one, more than once.
	useEffect(() => {
		if (!isStep(name)) return;
		if (steps.indexOf(name) <= reached) setAt(name);
		go("");
	}, [name, reached]);
	const next = () => {
		const following = steps[steps.indexOf(at) + 1];
		if (following !== undefined) setAt(following);
	};
	const heading = useRef<HTMLHeadingElement>(null);
	useEffect(() => {
		heading.current?.focus({ preventScroll: true });
		scrollTo(0, 0);
	}, [at]);
	return (
		<div class="board">
			<header>
				<Mark size={34} />
				<div>
					<p class="brand">Sextant</p>
					<p class="small">{say().setup.fixesItsPositionWithoutAsking}</p>
				</div>
			</header>
			<Rail
				at={at}
				reached={Math.max(reached, steps.indexOf(at))}
				onStep={setAt}
			/>
			<main>
				<p class="count">
					{say().setup.stepOf2(steps.indexOf(at) + 1, steps.length)}
				</p>
				<h1 ref={heading} tabIndex={-1}>
					{headings()[at] ?? stepTitles()[at]}
				</h1>
				<FaultNote fault={lost} title={say().setup.theEngineIsNotAnswering} />
				{at === "network" ? (
					<NetworkStep onNext={next} />
				) : at === "endpoints" ? (
					<EndpointStep onNext={next} onNetwork={() => setAt("network")} />
				) : at === "keys" ? (
					<KeyStep onNext={next} />
				) : at === "checkpoint" ? (
					<CheckpointStep onNext={next} />
				) : (
					<DoneStep />
				)}
			</main>
		</div>
	);
};

start(<Steps />);
