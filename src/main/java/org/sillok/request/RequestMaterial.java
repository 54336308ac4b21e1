package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import org.sillok.hold.MaterialOf;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.RequestId;
import org.sillok.request.db.LineRows;
import org.sillok.request.db.RequestRows;

/** The items that a request asks for in its present revision, as far as it was decided about them. */
@ApplicationScoped
class RequestMaterial implements MaterialOf {
    private final RequestRows requests;
    private final LineRows lines;

    RequestMaterial(RequestRows requests, LineRows lines) {
        this.requests = requests;
        this.lines = lines;
    }

    @Override
    public String prefix() {
        return RequestId.PREFIX;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public Optional<List<ItemId>> items(String id, int most) {
        return requests.find(id)
                .map(head -> lines.items(id, head.revision(), most).stream()
                        .map(ItemId::new)
                        .toList());
    }
}
