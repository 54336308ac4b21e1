package org.sillok.recall;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Set;
import java.util.stream.Collectors;
import org.sillok.bundle.GivenBack;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.ItemId;
import org.sillok.recall.db.NoticeRows;
import org.sillok.terms.MaterialRef;

/** What recipients say they have returned or destroyed, all of it, as long as that is what they are asked to do. */
@ApplicationScoped
class AnsweredRecalls implements GivenBack {
    private final NoticeRows notices;

    AnsweredRecalls(NoticeRows notices) {
        this.notices = notices;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public Set<MaterialRef> of(BundleId bundle) {
        return notices.gone(bundle.value()).stream()
                .map(item -> new MaterialRef(new ItemId(item.item()), item.version()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
