package org.sillok.wording.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A withdrawal and where its material went, as they are put on a page. What is a code is one of {@link WithdrawalCodes}; names
 * and titles are as somebody wrote them.
 *
 * @param asked of those who have it; null if nothing is
 * @param liftedAt null while it stands
 * @param reached how many items there are, of which {@code items} may be only the first
 */
public record WithdrawalPage(
        String id,
        String level,
        String saidBy,
        String reasonClass,
        @Nullable String asked,
        @Nullable Instant respondBy,
        Instant saidAt,
        Instant recordedAt,
        @Nullable Instant liftedAt,
        int reached,
        List<Item> items,
        List<Bundle> bundles,
        List<Onward> onward) {
    public WithdrawalPage {
        items = List.copyOf(items);
        bundles = List.copyOf(bundles);
        onward = List.copyOf(onward);
    }

    /** An item; {@code title} is null if it may not be told. */
    public record Item(String id, @Nullable String title, boolean derived) {}

    /** A bundle that left; {@code deliveredAt} is null if it was not sent as a whole. */
    public record Bundle(
            String id,
            String recipient,
            String state,
            @Nullable Instant deliveredAt,
            int versions) {}

    /** What a recipient says it has passed on, and to whom. */
    public record Onward(String by, String to, @Nullable Instant at) {}

    /** Titles and names stay out of logs. */
    @Override
    public String toString() {
        return id;
    }

    public Document document(Words words) {
        Language language = words.language();
        List<Document.Section> sections = new ArrayList<>();
        sections.add(Document.Section.of(language.of("At a glance", "한눈에 보기"), facts(words)));
        sections.add(new Document.Section(language.of("The material", "자료"), material(language)));
        sections.add(Document.Section.of(language.of("Who received it", "받은 곳"), received(words)));
        sections.add(Document.Section.of(language.of("To whom it was passed on", "다시 전해 받은 곳"), passedOn(words)));
        sections.add(Document.Section.of(language.of("What this means", "알아 둘 점"), new Block.Items(meaning(language))));
        return new Document(
                language,
                language.of("What was taken back, and where it is", "철회한 자료와 그 자료가 있는 곳"),
                language.of("Withdrawal " + id + ".", "철회 " + id + "입니다."),
                sections);
    }

    private Block facts(Words words) {
        Language language = words.language();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(language.of("What was decided", "철회의 정도"), WithdrawalCodes.LEVEL.words(level, language)));
        Instant lifted = liftedAt;
        rows.add(List.of(
                language.of("In force", "효력"),
                lifted == null
                        ? language.of("yes", "있음")
                        : language.of("no, lifted ", "없음, 해제한 때: ") + words.time(lifted)));
        rows.add(List.of(language.of("Who took it back", "철회한 쪽"), WithdrawalCodes.SAID_BY.words(saidBy, language)));
        rows.add(List.of(language.of("When it was said", "말한 때"), words.time(saidAt)));
        rows.add(List.of(language.of("When it was recorded", "기록한 때"), words.time(recordedAt)));
        rows.add(List.of(
                language.of("Why, as recipients are told", "수령자에게 알리는 이유"),
                WithdrawalCodes.REASON_CLASS.words(reasonClass, language)));
        String what = asked;
        Instant until = respondBy;
        rows.add(List.of(
                language.of("What those who have it are asked", "이미 받은 곳에 요청한 일"),
                what == null ? language.of("nothing", "없음") : WithdrawalCodes.ASKED.words(what, language)));
        if (until != null) {
            rows.add(List.of(language.of("To be answered by", "답할 기한"), words.time(until)));
        }
        return new Block.Table(
                language.of("The withdrawal", "철회의 개요"),
                List.of(language.of("What", "항목"), language.of("Answer", "내용")),
                rows);
    }

    private List<Block> material(Language language) {
        if (items.isEmpty()) {
            return List.of(new Block.Note(language.of("It reached no material.", "해당하는 자료가 없습니다.")));
        }
        List<List<String>> rows = items.stream()
                .map(item -> {
                    String title = item.title();
                    return List.of(
                            title == null ? item.id() : Foreign.isolate(title),
                            item.id(),
                            item.derived()
                                    ? language.of("made from other material here", "여기 있는 다른 자료에서 만든 것")
                                    : language.of("directly", "직접"));
                })
                .toList();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Table(
                language.of("What the withdrawal reached", "철회가 미치는 자료"),
                List.of(
                        language.of("Title", "제목"),
                        language.of("Number", "번호"),
                        language.of("How it is reached", "관계")),
                rows));
        if (items.size() < reached) {
            blocks.add(new Block.Note(language.of(
                    "These are the first " + items.size() + " of " + reached + ", and where these went.",
                    "전체 " + reached + "건 가운데 처음 " + items.size() + "건과 그 자료가 전해진 곳입니다.")));
        }
        return blocks;
    }

    private Block received(Words words) {
        Language language = words.language();
        if (bundles.isEmpty()) {
            return new Block.Note(language.of("Nothing of it has left.", "밖으로 나간 자료가 없습니다."));
        }
        return new Block.Table(
                language.of("Bundles in which something of it left", "자료를 담아 내보낸 묶음"),
                List.of(
                        language.of("Recipient", "수령자"),
                        language.of("Bundle", "묶음"),
                        language.of("State", "상태"),
                        language.of("Sent", "보낸 때"),
                        language.of("How many of these", "이 자료의 수")),
                bundles.stream()
                        .map(bundle -> {
                            Instant at = bundle.deliveredAt();
                            return List.of(
                                    Foreign.isolate(bundle.recipient()),
                                    bundle.id(),
                                    WithdrawalCodes.BUNDLE_STATE.words(bundle.state(), language),
                                    at == null ? language.of("not as a whole", "전부 보내지는 않음") : words.time(at),
                                    Integer.toString(bundle.versions()));
                        })
                        .toList());
    }

    private Block passedOn(Words words) {
        Language language = words.language();
        if (onward.isEmpty()) {
            return new Block.Note(
                    language.of("No recipient has reported that it passed anything on.", "다시 전하였다고 알려 온 수령자가 없습니다."));
        }
        return new Block.Table(
                language.of("As recipients have reported", "수령자가 알려 온 내용"),
                List.of(language.of("To whom", "받은 곳"), language.of("By whom", "전한 곳"), language.of("When", "때")),
                onward.stream()
                        .map(one -> {
                            Instant at = one.at();
                            return List.of(
                                    Foreign.isolate(one.to()),
                                    Foreign.isolate(one.by()),
                                    at == null ? "" : words.time(at));
                        })
                        .toList());
    }

    private List<String> meaning(Language language) {
        List<String> lines = new ArrayList<>();
        if (liftedAt == null) {
            lines.add(language.of(
                    "From the moment it was recorded nothing of it is handed over any more.",
                    "기록한 순간부터 이 자료는 더 이상 내주지 않습니다."));
        }
        lines.add(language.of(
                "What had been handed over before cannot be taken away by technical means.",
                "이미 내준 자료를 기술로 되찾을 수는 없습니다."));
        if (asked != null && liftedAt == null) {
            lines.add(language.of(
                    "Those who have it are asked, and what they answer is recorded.", "받은 곳에 요청하고, 그 답을 기록합니다."));
        }
        lines.add(language.of(
                "What recipients pass on is known here only if they report it.",
                "수령자가 다시 전한 일은 수령자가 알려 온 경우에만 알 수 있습니다."));
        return lines;
    }
}
