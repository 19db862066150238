// SPDX-License-Identifier: MIT
// The splitter's word lists. Each is one string with a blank around every word, so that a look-up
// is one memmem() for " word ": no table to keep sorted, a list reads like a list, and a look-up
// costs less than a microsecond. A word in small letters also stands for itself with a capital.
#include "text/abbreviation.h"

#include "base/utf8.h"

#include <string.h>
#include <unicase.h>

static const char always[] =
    // titles and ranks
    " Prof Profs Dr Drs Mr Mrs Ms Messrs Mx Mt St Ste Gen Col Lt Sgt Capt Cmdr Adm Maj Brig Rep "
    "Reps Sen"
    " Sens Gov Pres Hon Rev Amb Supt Insp Hr Hrn Fr Frl Dipl Ing Mag Priv Doz M MM Mme Mmes Mlle "
    "Mgr Pr"
    " Sr Sra Srta Dra Sig Dott Avv Doç Yrd Öğr Gör Arş Av Sn Uzm "
    "проф акад доц чл-корр д-р ген им ул пер пл г-н г-жа св Дж "
    // what points on
    " e.g eg i.e ie cf viz vs v approx incl excl esp op loc ed eds trans"
    " z.B d.h u.U i.d.R v.a bzw vgl sog ggf evtl ca bspw insb insbes inkl exkl zzgl abzgl hrsg hg "
    "em"
    " p.ex c.-à-d c.à.d env ex p.ej ej p.es"
    " т.е т.к т.н т.о см ср напр англ нем фр лат букв прим"
    " bkz örn çev yay ";

static const char number[] =
    " no nos nr núm n nn p pp pg art arts sec secs sect fig figs ch chap chaps vol vols eq tab"
    " para paras pt app col ref refs ver ext tel ibid s ss bd kap abs ziff rn rz anm abb tbl az "
    "lit satz"
    " pág pag págs tome t стр рис гл ст п пп табл ч т разд "
    " sf md böl şek c ";

static const char maybe[] =
    " Inc Ltd Corp Co Cos LLC plc Bros Jr Sr Esq Univ Dept Govt Assn Natl Intl Ave Blvd Rd Bldg "
    "Hwy Ft"
    " al cit ff f n.d dept"
    " U.S U.S.A U.K U.N E.U D.C a.m p.m A.M P.M Ph.D M.Sc B.Sc B.A M.A LL.M M.D B.C A.D"
    " Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri"
    " Okt Dez Mrd Mio Tsd Std Str u.a o.ä s.o s.u e.V n.Chr v.Chr Chr janv févr avr juil déc av apr"
    " EE.UU UU Ud Uds Cía S.A S.p.A J.-C"
    " г гг в вв др пр н.э млн млрд тыс трлн руб коп долл чел км кг"
    " vb vd T.C M.Ö M.S A.Ş Ltd Şti yy ";

static const char end[] = " etc etcetera usw u.s.w usf т.д т.п ecc etc vs.vs vesaire ";

static const char starters[] =
    " Then Now Today Later Finally Perhaps Recently Nobody Everybody Everyone Nothing Whether"
    " The A An This That These Those It Its He She They We You I In On At By For From To With As "
    "But And"
    " Or If When While Although However Moreover Furthermore Therefore Thus Yet Still Both There "
    "Here"
    " Such Some Many Most All Each No Not One Two Our Their His Her What Who How Why After Before "
    "Since"
    " During Under Over Between Because Only Even Despite Instead Nevertheless Meanwhile According "
    "Is"
    " Are Was Were Has Have Had Did Does Do Will Would Should Could Can May Might Must"
    " Der Die Das Den Dem Des Ein Eine Einen Einem Einer Es Er Sie Wir Ich Ihr Im Am Auf Aus Bei "
    "Beim Bis"
    " Dies Diese Dieser Dieses Diesem Damit Dazu Daher Dabei Dadurch Doch Aber Und Oder Auch Für "
    "Mit Nach"
    " Seit Von Vom Vor Zu Zum Zur Wenn Wie Was Wer Als An Durch Ob Obwohl Während Weil Trotz "
    "Jedoch Man"
    " Nur Noch So Hier Wo Ohne Unter Über Zwischen Sein Seine Kein Keine Alle Viele Manche"
    " Le La Les Un Une Des Du Ce Cette Ces Cet Il Elle Ils Elles On Nous Vous Je En Dans Sur Sous "
    "Par Pour"
    " Avec Mais Et Ou Si Quand Comme Depuis Selon Ainsi Cependant Toutefois Après Avant Leur Son Sa"
    " El Los Las Una Este Esta Estos Su Sus Con Pero Lo Gli Uno Questo Nel Della Con Ma Se"
    " В Во На По Это Этот Эта Эти Он Она Оно Они Мы Вы Я Как При Для С Со К И Но А Если Однако "
    "Также Кроме"
    " Сегодня Сейчас Теперь Тогда Затем Потом Поэтому Здесь Там Ранее Позже Впрочем Например Хотя "
    "Пока Наконец Согласно"
    " После За Из От До У О Об Тем Так Что Кто Когда Где Все Всё Такой Его Её Их Не Ни Между Под "
    "Над Без"
    " Bu Şu O Bir Ve Ancak Ama Ayrıca Bunun Buna Böylece Daha Her Hem Ne Çünkü Fakat Yine Biz "
    "Onlar Siz"
    " Öte Bunlar Ardından Son Sonra Göre Eğer İki Hiç Tüm Bütün ";

static const char before_ordinal[] = " der die das dem den des am im vom zum zur ins ans beim ab "
                                     "bis seit und oder eine einen einer einem"
                                     " eines seine seinen seiner ihre ihren ihrer Der Die Das Dem "
                                     "Den Am Im Vom Zum Zur Ab Bis Seit Beim ";

static const char months[] =
    " Januar Jänner Februar Feber März April Mai Juni Juli August September Oktober November "
    "Dezember"
    " Aufl Auflage Ausgabe Quartal Quartals Halbjahr Halbjahrs Wahlperiode Legislaturperiode"
    " Jahrhundert Jahrhunderts Jahrhunderte Weltkrieg Weltkriegs Weltkrieges Jahrtausend Jahrestag"
    " Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık ";

static bool holds(const char *list, size_t len, Slice word) {
  char wanted[ABBREVIATION_LEN_MAX + 2];
  if (word.len == 0 || word.len > ABBREVIATION_LEN_MAX) return false;
  wanted[0] = ' ';
  memcpy(wanted + 1, word.ptr, word.len);
  wanted[word.len + 1] = ' ';
  return memmem(list, len, wanted, word.len + 2) != NULL;
}

static const struct {
  AbbreviationKind kind;
  const char *list;
  size_t len;
} kinds[] = {
    {ABBREVIATION_ALWAYS, always, sizeof always - 1},
    {ABBREVIATION_NUMBER, number, sizeof number - 1},
    {ABBREVIATION_MAYBE, maybe, sizeof maybe - 1},
    {ABBREVIATION_END, end, sizeof end - 1},
};

static AbbreviationKind kind_of(Slice token) {
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (holds(kinds[i].list, kinds[i].len, token)) return kinds[i].kind;
  }
  return ABBREVIATION_NONE;
}

AbbreviationKind abbreviation_kind(Slice token) {
  if (token.len == 0 || token.len > ABBREVIATION_LEN_MAX) return ABBREVIATION_NONE;
  AbbreviationKind kind = kind_of(token);
  uint32_t first;
  uint32_t len = utf8_decode(token, &first, NULL);
  uint32_t small = uc_tolower(first);
  // A single capital is an initial: "s." is a page, "S." is somebody.
  if (kind != ABBREVIATION_NONE || small == first || token.len == len) return kind;
  char lowered[ABBREVIATION_LEN_MAX + 4];
  uint32_t small_len = utf8_encode(small, lowered);
  memcpy(lowered + small_len, token.ptr + len, token.len - len);
  return kind_of(slice_make(lowered, small_len + token.len - len));
}

bool abbreviation_is_starter(Slice word) {
  return holds(starters, sizeof starters - 1, word);
}

bool abbreviation_is_before_ordinal(Slice word) {
  return holds(before_ordinal, sizeof before_ordinal - 1, word);
}

bool abbreviation_is_month(Slice word) {
  return holds(months, sizeof months - 1, word);
}
