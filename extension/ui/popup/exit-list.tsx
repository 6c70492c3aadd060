// Leaving: the journeys there are, the rollups one can leave, and files from elsewhere.

import type { ExitView } from "../../../src/protocol/exit-views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import {
	journeyWords,
	keptOf,
	leavable,
	leavesWords,
	livenessOf,
} from "../exit-words.ts";
import { Section } from "../parts/basic.tsx";
import { ImportExit } from "../parts/exit-file.tsx";
import { Frame } from "../parts/frame.tsx";
import { Icon } from "../parts/icon.tsx";
import { KeptAge, Verdict } from "../parts/verdict.tsx";
import { go } from "../route.ts";
import { useNow, useShared } from "../wallet.tsx";

/** One journey in a list: its title, where it stands, and whether the person is asked. */
export const JourneyRow = ({
	exit,
	brief = false,
}: {
	readonly exit: ExitView;
	/** Without what leaves and by which way. */
	readonly brief?: boolean;
}) => {
	const words = journeyWords(exit, useNow());
	const asks = exit.outcome === "under-way" && exit.click !== null;
	return (
		<li class={asks ? "row asking" : "row"}>
			<button
				type="button"
				class="row-part"
				aria-label={`Leaving ${exit.chainTitle}${exit.drill ? ", a rehearsal" : ""}: ${words}`}
				onClick={() => go("exit", exit.id)}
			>
				<span class="row-name">
					<b>
						Leaving <bdi>{exit.chainTitle}</bdi>
						{exit.drill ? " (rehearsal)" : ""}
					</b>
					<span class="row-says">
						<bdi dir="ltr">{words}</bdi>
					</span>
					{brief ? null : (
						<span class="row-says">
							<bdi dir="ltr">{leavesWords(exit)}</bdi>, by:{" "}
							<bdi>{wordsOf(exit.title)}</bdi>
						</span>
					)}
				</span>
				{asks ? (
					<span class="review">Go on</span>
				) : (
					<Icon name="on" size={14} />
				)}
			</button>
		</li>
	);
};

export const Leave = () => {
	const { view } = useShared();
	const chains = leavable(view);
	const { journeys } = view.exits;
	return (
		<Frame
			title="Leave an L2"
			under="by Ethereum's own rules"
			onBack={() => go("home")}
		>
			<div class="read">
				<p class="lead">
					Your money on a rollup can come back to Ethereum without asking the
					rollup's operator, where its contracts allow it.
				</p>
				{journeys.length === 0 ? null : (
					<Section title="Under way and done">
						<ul class="rows">
							{journeys.map((exit) => (
								<JourneyRow key={exit.id} exit={exit} />
							))}
						</ul>
					</Section>
				)}
				<Section title="Which one do you want to leave?">
					{chains.length === 0 ? (
						<p>No rollup of this network is known here.</p>
					) : (
						<ul class="rows">
							{chains.map(({ key, chainId, title }) => {
								const alive = livenessOf(view, key);
								return (
									<li key={key} class="row">
										<button
											type="button"
											class="row-part"
											aria-label={`Leave ${title}: the ways there are`}
											onClick={() => go("leave", key)}
										>
											<span class="row-name">
												<b>
													<bdi>{title}</bdi>
												</b>
												{alive === undefined ? (
													<span class="row-says">not looked at on L1 yet</span>
												) : (
													<Verdict alive={alive} />
												)}
												{chainId === null ? null : (
													<span class="row-says">
														<KeptAge kept={keptOf(view, chainId)} />
													</span>
												)}
											</span>
											<Icon name="on" size={14} />
										</button>
									</li>
								);
							})}
						</ul>
					)}
				</Section>
				<ImportExit />
			</div>
		</Frame>
	);
};
