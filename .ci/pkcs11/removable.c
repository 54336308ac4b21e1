/*
 * A PKCS#11 module in front of another one whose token can be taken out: while the file named by REMOVABLE_AWAY exists, what a program asks of the
 * token is answered CKR_DEVICE_REMOVED, and all sessions are closed as they are when a token is pulled. All else goes to the module named by
 * REMOVABLE_MODULE. While the file $REMOVABLE_AWAY.card exists, the slot is one whose tokens can be taken out (CKF_REMOVABLE_DEVICE); while
 * $REMOVABLE_AWAY.decrypt exists, C_Decrypt answers the hexadecimal number in it for whatever fails. Functions stand in the order of CK_FUNCTION_LIST (PKCS#11 2.40); each passes on as many words as any of them has.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef unsigned long word;
typedef word (*function)(word, word, word, word, word, word, word, word);
typedef struct {
  unsigned char version[2];
  function functions[68];
} list;

enum { CLOSE_ALL_SESSIONS = 14, GET_SLOT_INFO = 5, GET_TOKEN_INFO = 6, OPEN_SESSION = 12, DECRYPT = 34 };
enum { TOKEN_PRESENT = 1, REMOVABLE_DEVICE = 2, REMOVED = 0x32, HOST_MEMORY = 2, BUFFER_TOO_SMALL = 0x150 };

static list *real;
static list shown;
static word slots[256];
static int used;
static int away;

/* Whether the token is out; the first look after that closes its sessions. */
static int is_away(void) {
  const char *sign = getenv("REMOVABLE_AWAY");
  int now = sign != NULL && access(sign, F_OK) == 0;
  if (now && !away)
    for (int i = 0; i < used; i++)
      real->functions[CLOSE_ALL_SESSIONS](slots[i], 0, 0, 0, 0, 0, 0, 0);
  away = now;
  return now;
}

/* The file beside the sign whose name ends so, or NULL. */
static FILE *beside(const char *end) {
  const char *sign = getenv("REMOVABLE_AWAY");
  char path[4096];
  int length = sign == NULL ? -1 : snprintf(path, sizeof path, "%s%s", sign, end);
  return length < 0 || length >= (int)sizeof path ? NULL : fopen(path, "r");
}

#define PASS(n)                                                                                              \
  static word f##n(word a, word b, word c, word d, word e, word f, word g, word h) {                         \
    if (is_away())                                                                                           \
      return REMOVED;                                                                                        \
    return real->functions[n](a, b, c, d, e, f, g, h);                                                       \
  }
PASS(6) PASS(13) PASS(15) PASS(18) PASS(20) PASS(21) PASS(22) PASS(24) PASS(26) PASS(27) PASS(29) PASS(30) PASS(33) PASS(42) PASS(43)
PASS(58) PASS(64)

static word slot_info(word slot, word info, word c, word d, word e, word f, word g, word h) {
  word result = real->functions[GET_SLOT_INFO](slot, info, c, d, e, f, g, h);
  /* CK_SLOT_INFO: 64 + 32 characters, then the flags. */
  word *flags = (word *)((char *)info + 96);
  FILE *card = beside(".card");
  if (card != NULL) {
    fclose(card);
    if (result == 0)
      *flags |= REMOVABLE_DEVICE;
  }
  if (result == 0 && is_away())
    *flags &= ~(word)TOKEN_PRESENT;
  return result;
}

static word decrypt(word a, word b, word c, word d, word e, word f, word g, word h) {
  if (is_away())
    return REMOVED;
  word result = real->functions[DECRYPT](a, b, c, d, e, f, g, h);
  FILE *other = result == 0 || result == BUFFER_TOO_SMALL ? NULL : beside(".decrypt");
  if (other != NULL) {
    if (fscanf(other, "%lx", &result) != 1)
      result = REMOVED;
    fclose(other);
  }
  return result;
}

static word open_session(word slot, word b, word c, word d, word e, word f, word g, word h) {
  if (is_away())
    return REMOVED;
  int known = 0;
  for (int i = 0; i < used; i++)
    known |= slots[i] == slot;
  if (!known && used < 256)
    slots[used++] = slot;
  return real->functions[OPEN_SESSION](slot, b, c, d, e, f, g, h);
}

static word get_list(word out, word b, word c, word d, word e, word f, word g, word h) {
  (void)b, (void)c, (void)d, (void)e, (void)f, (void)g, (void)h;
  *(list **)out = &shown;
  return 0;
}

word C_GetFunctionList(list **out) {
  if (real == NULL) {
    void *module = dlopen(getenv("REMOVABLE_MODULE"), RTLD_NOW | RTLD_LOCAL);
    word (*get)(list **) = module == NULL ? NULL : (word(*)(list **))dlsym(module, "C_GetFunctionList");
    if (get == NULL || get(&real) != 0)
      return HOST_MEMORY;
    memcpy(&shown, real, sizeof shown);
    shown.functions[3] = get_list;
    shown.functions[GET_SLOT_INFO] = slot_info;
    shown.functions[OPEN_SESSION] = open_session;
    shown.functions[DECRYPT] = decrypt;
#define WRAP(n) shown.functions[n] = f##n;
    WRAP(6) WRAP(13) WRAP(15) WRAP(18) WRAP(20) WRAP(21) WRAP(22) WRAP(24) WRAP(26) WRAP(27) WRAP(29) WRAP(30) WRAP(33) WRAP(42) WRAP(43)
    WRAP(58) WRAP(64)
  }
  *out = &shown;
  return 0;
}
